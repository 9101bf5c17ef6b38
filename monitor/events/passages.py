"""A text becomes sentences of words and of the cues found among them.

It finds and marks; what the marks mean together is for the other modules.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from monitor.events.lexicons import Cue, Word, lexicon, vocabulary

# Numbers with thousands separators, times and decimals in one piece; words with
# their Arabic vowel marks; every other character by itself.
_TOKEN = re.compile(
    r"\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?![\d%])|\d+(?:[.,:]\d+)+|\d+"
    r"|[^\W\d_][^\W\d_\u064b-\u065f\u0670\u0300-\u036f]*"
    r"(?:[\u064b-\u065f\u0670\u0300-\u036f]+[^\W\d_]*)*"
    r"|\S"
)
# Where a sentence may end: a full stop and its closing quotes, or a new line.
_END = re.compile(r"[.!?؟۔…]+[\"'”’»)\]]*(?=\s|$)|\n\s*")
# After these a full stop ends no sentence.
_ABBREVIATIONS = frozenset(
    [
        *("gen", "col", "lt", "sgt", "capt", "maj", "dr", "mr", "mrs", "ms"),
        *("st", "no", "vs", "adm", "brig", "rep", "sen", "gov", "prof", "jr"),
        *("fr", "mme", "mlle", "me", "pr", "cf", "av", "bd", "hon", "pres"),
        *("env", "fig", "vol", "art", "inc", "ltd", "co", "mt", "u.s", "ca"),
        *("bzw", "sr", "sra"),
    ]
)
#: No article is read further than this; the event is told in its first part.
MAX_CHARS = 4_000
MAX_SENTENCES = 8
#: Marks that count for nothing inside a phrase.
_NOTHING = frozenset("-'’‑/")
_SHOUTED_FROM = 400
#: Tokens between a verb and its object: "seized control of the town", "arms seized".
_OBJECT_AFTER = 6
_OBJECT_BEFORE = 3


class Hit(NamedTuple):
    """A cue found in a sentence; token indexes, half open."""

    cue: Cue
    start: int
    end: int


@dataclass(slots=True)
class Sentence:
    """One sentence, cut into tokens (no white space) with its cues."""

    text: str
    #: Where it begins in its field, code points.
    offset: int
    #: "title" or "text".
    where: str
    #: 0 for the title and for the first sentence of the text.
    index: int
    surfaces: list[str]
    words: list[Word] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    #: Ranges of the vague words of its language.
    vague: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    #: Whether numbers stand behind what they count ("watu saba").
    number_follows: bool = False
    #: Whether of two nouns the second says who is meant ("Dogon militiamen").
    head_last: bool = False
    _at: dict[int, list[Hit]] = field(default_factory=dict)
    _by_family: dict[str, list[Hit]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def hits_at(self, i: int, family: str | None = None) -> list[Hit]:
        """The hits that begin with token `i`."""
        found = self._at.get(i)
        if found is None:
            return []
        if family is None:
            return found
        return [hit for hit in found if hit.cue.family == family]

    @property
    def starts(self) -> list[int]:
        """Where each token begins in the field, code points."""
        if not self._starts:
            found = _TOKEN.finditer(self.text)
            self._starts = [self.offset + match.start() for match in found]
        return self._starts

    def quote(self, start: int, end: int) -> str:
        """The words between two token indexes, as they stand in the text."""
        end = min(end, len(self.surfaces))
        if start >= end:
            return ""
        last = end - 1
        stop = self.starts[last] + len(self.surfaces[last])
        return self.text[self.starts[start] - self.offset : stop - self.offset]

    def named(self, family: str, *names: str) -> list[Hit]:
        """Its hits of a family, in text order; any of `names` if some are given."""
        found = self._by_family.get(family)
        if not found or not names:
            return found or []
        return [hit for hit in found if hit.cue.name in names]

    def has(self, family: str, *names: str) -> bool:
        """Whether a cue of the family (and of those names) is in it."""
        return bool(self.named(family, *names))


def cut(text: str, field_name: str) -> list[Sentence]:
    """The sentences of a title or text, not yet marked."""
    text = text[:MAX_CHARS]
    shouted = text[:_SHOUTED_FROM].isupper()
    sentences: list[Sentence] = []
    start = 0
    for end in [*_ends(text, shouted=shouted), len(text)]:
        piece = text[start:end]
        surfaces = _TOKEN.findall(piece)
        if surfaces:
            sentences.append(
                Sentence(piece, start, field_name, len(sentences), surfaces)
            )
        start = end
        if len(sentences) == MAX_SENTENCES:
            break
    return sentences


def _ends(text: str, *, shouted: bool) -> Iterator[int]:
    for match in _END.finditer(text):
        end = match.end()
        if match[0][0] == "\n":
            following = text[end : end + 1]
            if match[0].count("\n") > 1 or not (shouted or following.islower()):
                yield end
        elif match[0] != "." or not _is_abbreviation(text, match.start(), end):
            yield end


def _is_abbreviation(text: str, dot: int, end: int) -> bool:
    """Whether a full stop belongs to a short form, or a small letter follows."""
    before = re.split(r"[\s.(]", text[max(0, dot - 12) : dot])[-1]
    if before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()):
        return True
    return text[end : end + 2].strip()[:1].islower()


def mark(sentence: Sentence, language: str) -> Sentence:
    """The sentence with its words looked up and its cues found, longest first."""
    lex = lexicon(language)
    words = list(map(vocabulary(language).__getitem__, sentence.surfaces))
    hits: list[Hit] = []
    #: Token up to which each family's words are part of a longer phrase.
    covered: dict[str, int] = {}
    for i in [i for i, word in enumerate(words) if word.is_marked]:
        word = words[i]
        if word.phrases and _may_go_on(words, i, word):
            _mark_phrases(words, i, word, hits, covered)
        if word.cues:
            if not covered and not word.is_date:
                hits += [Hit(cue, i, i + 1) for cue in word.cues]
                continue
            hits += [
                Hit(cue, i, i + 1)
                for cue in word.cues
                if i >= covered.get(cue.family, 0) and not _is_month(words, i, cue)
            ]
    sentence.words = words
    _index(sentence, hits)
    sentence.vague, sentence.number_follows = lex.vague, lex.number_follows
    sentence.head_last = lex.head_last
    return sentence


def _index(sentence: Sentence, hits: list[Hit]) -> None:
    """Adds the frames to the hits, and makes them found by place and by family."""
    by_family = _by_family(hits)
    framed = _frames(by_family.get("verb", []), by_family.get("object", []))
    if framed:
        hits = sorted([*hits, *framed], key=attrgetter("start"))
        by_family = _by_family(hits)
    sentence.hits, sentence._by_family = hits, by_family
    at = sentence._at
    for hit in hits:
        if hit.start in at:
            at[hit.start].append(hit)
        else:
            at[hit.start] = [hit]


def _by_family(hits: list[Hit]) -> dict[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        family = hit.cue.family
        if family in found:
            found[family].append(hit)
        else:
            found[family] = [hit]
    return found


def _frames(verbs: list[Hit], objects: list[Hit]) -> list[Hit]:
    """The cues that a verb makes together with its object: "seized ... the town".

    One a name and sentence is enough. The object follows, or stands right before.
    """
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


def _may_go_on(words: list[Word], i: int, word: Word) -> bool:
    """Whether the next word can be a phrase's second: a cheap question, mostly no."""
    if i + 1 >= len(words):
        return False
    following = words[i + 1].folded
    return following in word.phrases or "*" in word.phrases or following in _NOTHING


def _mark_phrases(
    words: list[Word], i: int, word: Word, hits: list[Hit], covered: dict[str, int]
) -> None:
    for end, cues in _phrases_at(words, i, word):
        hits += [Hit(c, i, end) for c in cues if covered.get(c.family, 0) < end]
        for cue in cues:
            covered[cue.family] = max(covered.get(cue.family, 0), end)


def _is_month(words: list[Word], i: int, cue: Cue) -> bool:
    """Whether "March" next to a number is the month, not the verb."""
    if not words[i].is_date or cue.family == "date":
        return False
    return any(
        words[at].number is not None for at in (i - 1, i + 1) if 0 <= at < len(words)
    )


def _phrases_at(
    words: list[Word], i: int, word: Word
) -> Iterator[tuple[int, tuple[Cue, ...]]]:
    """(token after it, cues) of every phrase that begins at `i`, longest first."""
    at = i + 1
    while at < len(words) and words[at].folded in _NOTHING:
        at += 1
    if at >= len(words):
        return
    for key in (words[at].folded, "*"):
        for rest, cues in word.phrases.get(key, ()):
            end = _phrase_end(words, i, rest)
            if end:
                yield end, cues


def _phrase_end(words: list[Word], i: int, rest: tuple[str, ...]) -> int:
    """The token after a phrase that begins at `i`, or 0; hyphens count for nothing."""
    at = i + 1
    for wanted in rest:
        while at < len(words) and words[at].folded in _NOTHING:
            at += 1
        if at >= len(words) or not _equals(words[at].folded, wanted):
            return 0
        at += 1
    return at


def _equals(word: str, wanted: str) -> bool:
    return word == wanted or (wanted[-1] == "*" and word.startswith(wanted[:-1]))
