"""The words of a sentence are looked up, and the cues among them found.

It finds and marks; what the marks mean together is for the other modules.
"""

from collections.abc import Iterator, Sequence
from operator import attrgetter

from monitor.events.lexicons import Cue, Word, lexicon, vocabulary
from monitor.events.naming import Name, set_names_apart
from monitor.events.passages import Hit, Sentence
from monitor.events.unclaimed import set_apart

#: Marks that count for nothing inside a phrase.
_NOTHING = frozenset("-'’‑/")
#: Tokens between a verb and its object: "seized control of the town", "arms seized".
_OBJECT_AFTER = 6
_OBJECT_BEFORE = 3


def mark(sentence: Sentence, language: str, names: Sequence[Name] = ()) -> Sentence:
    """The sentence with its words looked up and its cues found, longest first.

    Args:
        sentence: as it was cut.
        language: one that has a lexicon.
        names: that the watches found in it.
    """
    lex = lexicon(language)
    words = list(map(vocabulary(language).__getitem__, sentence.surfaces))
    words, hits = set_names_apart(words, _find(words), names)
    sentence.words, sentence.language = words, language
    sentence.vague, sentence.number_follows = lex.vague, lex.number_follows
    sentence.head_last, sentence.verb_first = lex.head_last, lex.verb_first
    sentence.object_late = lex.object_late
    framed = _frames(hits)
    if framed:
        hits = sorted([*hits, *framed], key=attrgetter("start"))
    sentence.hold(set_apart(hits, sentence.surfaces, opens=not sentence.index))
    return sentence


def _find(words: list[Word]) -> list[Hit]:
    """The hits of single words and of phrases, by their first tokens."""
    hits: list[Hit] = []
    add = hits.append
    #: Token up to which each family's words are part of a longer phrase.
    covered: dict[str, int] = {}
    #: The last of them.
    reach = 0
    last = len(words) - 1
    for i, word in enumerate(words):
        if not word.is_marked:
            continue
        if word.phrases:
            at = i + 1
            while at <= last and words[at].folded in _NOTHING:
                at += 1
            if at <= last and _goes_on(word, words[at].folded):
                reach = max(reach, _mark_phrases(words, i, at, hits, covered))
        if i >= reach and not word.is_date:
            for cue in word.cues:
                add(Hit(cue, i, i + 1))
            continue
        hits += [
            Hit(cue, i, i + 1)
            for cue in word.cues
            if i >= covered.get(cue.family, 0) and not _is_month(words, i, cue)
        ]
    return hits


def _frames(hits: list[Hit]) -> list[Hit]:
    """The cues that a verb makes together with its object: "seized ... the town".

    One a name and sentence is enough. The object follows, or stands right before.
    """
    verbs = [hit for hit in hits if hit.cue.family == "verb"]
    if not verbs:
        return []
    objects = [hit for hit in hits if hit.cue.family == "object"]
    found: dict[str, Hit] = {}
    for verb in verbs:
        name = verb.cue.name
        for other in objects:
            if other.cue.name != name or name in found:
                continue
            follows = 0 <= other.start - verb.end < _OBJECT_AFTER
            leads = 0 <= verb.start - other.end < _OBJECT_BEFORE
            if follows or leads:
                start, end = min(verb.start, other.start), max(verb.end, other.end)
                found[name] = Hit(Cue("cue", name), start, end)
    return list(found.values())


def _goes_on(word: Word, following: str) -> bool:
    """Whether a word can be the second of a phrase: a cheap question, mostly no."""
    return following in word.phrases or "*" in word.phrases


def _mark_phrases(
    words: list[Word], i: int, at: int, hits: list[Hit], covered: dict[str, int]
) -> int:
    """Adds the phrases that begin with token `i` and go on with `at`; their end."""
    reach = 0
    for end, cues in _phrases_at(words, i, at):
        hits += [Hit(c, i, end) for c in cues if covered.get(c.family, 0) < end]
        for cue in cues:
            covered[cue.family] = max(covered.get(cue.family, 0), end)
        reach = max(reach, end)
    return reach


def _is_month(words: list[Word], i: int, cue: Cue) -> bool:
    """Whether "March" next to a number is the month, not the verb."""
    if not words[i].is_date or cue.family == "date":
        return False
    return any(
        words[at].number is not None for at in (i - 1, i + 1) if 0 <= at < len(words)
    )


def _phrases_at(
    words: list[Word], i: int, at: int
) -> Iterator[tuple[int, tuple[Cue, ...]]]:
    """(token after it, cues) of every phrase that begins so, longest first."""
    second = words[at].folded
    for key in (second, "*"):
        for rest, cues in words[i].phrases.get(key, ()):
            is_end = len(rest) == 1 and rest[0] == second
            end = at + 1 if is_end else _phrase_end(words, at, rest)
            if end:
                yield end, cues


def _phrase_end(words: list[Word], at: int, rest: tuple[str, ...]) -> int:
    """The token after a phrase that goes on so, or 0; hyphens count for nothing."""
    for wanted in rest:
        while at < len(words) and words[at].folded in _NOTHING:
            at += 1
        if at >= len(words) or not _equals(words[at].folded, wanted):
            return 0
        at += 1
    return at


def _equals(word: str, wanted: str) -> bool:
    return word == wanted or (wanted[-1] == "*" and word.startswith(wanted[:-1]))
