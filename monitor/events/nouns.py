"""The nouns that name people, and what stands between a number and such a noun.

It reads words beside each other; how many people they are, `people` says.
"""

from collections.abc import Iterator, Sequence

from monitor.events.passages import Hit, Sentence

#: Arabic "and", written together with what follows.
_WAW = "و"
#: Words that part a number from people behind them.
_STOPPERS = frozenset(["by", "and", "units", "according"])


def heads(sentence: Sentence) -> Sequence[Hit]:
    """The people that a sentence names, without nouns that only describe others."""
    named = sentence.named("people")
    if not sentence.head_last:
        return named
    starts = {hit.start for hit in named if hit.cue.detail in ("one", "many")}
    return [h for h in named if h.cue.detail == "force" or h.end not in starts]


def chain(sentence: Sentence, noun: Hit) -> list[Hit]:
    """The nouns that directly follow each other: "Dogon militiamen".

    Where the verb stands first, its object may follow its subject at once.
    """
    found = [noun]
    while following := [
        hit
        for hit in sentence.hits_at(found[-1].end, "people")
        if hit.cue.detail in ("one", "many")
        and not sentence.hits_at(hit.start, "casualty")
        and not (sentence.verb_first and hit.cue.name != found[-1].cue.name)
    ]:
        found.append(following[0])
    return found


def nouns(sentence: Sentence, at: int, reach: int) -> Iterator[Hit]:
    """The nearest people noun behind `at`, with nothing but adjectives between."""
    for i in range(at, min(at + reach + 1, len(sentence.words))):
        for hit in sentence.hits_at(i, "people"):
            if hit.cue.detail != "force":
                yield hit
        if stops(sentence, i):
            return


def stops(sentence: Sentence, i: int) -> bool:
    """Whether a number before token `i` counts nobody behind it."""
    surface = sentence.surfaces[i]
    if not surface[0].isalnum() and surface not in "-‑/'’\"“«()":
        return True
    return sentence.words[i].number is not None or any(
        hit.cue.family in ("casualty", "date")
        or (hit.cue.family == "grammar" and hit.cue.name in _STOPPERS)
        for hit in sentence.hits_at(i)
    )


def is_list(sentence: Sentence, start: int, end: int) -> bool:
    """Whether nothing but commas and "and" stand between two tokens.

    In Arabic "and" may be written together with the number behind it.
    """
    if start == end:
        is_joined = sentence.surfaces[end : end + 1][0].startswith(_WAW)
        return is_joined and sentence.words[end].number is not None
    if not start < end <= start + 4:
        return False
    links = 0
    for i in range(start, end):
        names = sentence.grammar_at(i)
        if "and" in names or sentence.surfaces[i] in ",&":
            links += 1
        elif (i > start and "skip" not in names) or sentence.surfaces[i] == ")":
            return False
    return links > 0
