"""Numbers that an outlet takes back: "four dead, not 40", "revised from 40 to 12".

They count nothing. Which others count, `numbers` reads.
"""

from collections.abc import Iterator, Sequence

from monitor.events.lexicons import Word
from monitor.events.passages import Hit

#: Names of the cues of numbers that are taken back.
MARKS = frozenset(["struck", "struck_from", "revised"])
#: Tokens from a number to the one that replaces it: "from 40 civilians to 12".
_TO_REACH = 3


def struck(
    words: Sequence[Word], hits: Sequence[Hit], marks: Sequence[Hit]
) -> Iterator[int]:
    """The tokens of numbers that are taken back.

    Args:
        words: of a sentence.
        hits: its cues, in text order.
        marks: those of them that are named in `MARKS`.
    """
    is_revised = any(hit.cue.name == "revised" for hit in marks)
    for hit in marks:
        if hit.cue.name == "revised":
            continue
        run = list(_run(words, hit.end))
        if not run or words[run[0]].number == 1:
            continue
        if hit.cue.name == "struck" or (is_revised and _is_replaced(words, hits, run)):
            yield from run


def _run(words: Sequence[Word], at: int) -> Iterator[int]:
    """The tokens of the number that begins with a token."""
    while at < len(words) and words[at].number is not None:
        yield at
        at += 1
        if at + 1 < len(words) and words[at].folded == "-":
            at += 1


def _is_replaced(words: Sequence[Word], hits: Sequence[Hit], run: list[int]) -> bool:
    """Whether "to" and another number follow."""
    links = (h for h in hits if h.cue.family == "bound" and h.cue.name == "range_to")
    return any(
        0 < hit.start - run[-1] <= _TO_REACH
        and hit.end < len(words)
        and words[hit.end].number is not None
        for hit in links
    )
