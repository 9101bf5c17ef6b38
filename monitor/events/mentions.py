"""Names of places in the sentences of an article, with how each is said.

It finds mentions; how the words around tie them to the event, `ties` weighs, and
`places` chooses among them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.events.countries import countries_of, hints
from monitor.events.declined import undeclined
from monitor.events.gazetteer import DIVISIONS, MAX_WORDS, Begun, Gazetteer, Site
from monitor.events.lexicons import Word
from monitor.events.passages import Sentence
from monitor.events.ties import Clause, Tie, clause_of, is_named_after, tie

_JOINERS = frozenset("-‑'’")
_MIN_SHOUTED = 5
#: Cues of these families are words, whatever the gazetteer says.
_NO_NAMES = ("people", "grammar", "casualty", "date", "bound", "vague", "cue")
#: What the tie of a place is worth less that only sounds like the name.
_ONLY_LIKE = 0.8
_SHORTEST = 2
#: Letters of a word in capitals, among others that are not, that is an acronym.
_ACRONYM = 4
_LONGER = 4


class Mention(NamedTuple):
    """A name that the gazetteer knows, or that the text calls a settlement's."""

    #: As it is looked up.
    name: str
    #: The places of that name; none if it is unknown.
    sites: tuple[Site, ...]
    sentence: Sentence
    #: Token indexes, half open.
    start: int
    end: int
    tie: Tie
    #: Whether the name is only like the places', not theirs.
    is_like: bool = False

    @property
    def told_as(self) -> str:
        """The name as the text writes it."""
        return self.sentence.quote(self.start, self.end)

    @property
    def why(self) -> str:
        """The name with the words that tie it to the event."""
        start = self.tie.why_from
        return self.sentence.quote(self.start if start is None else start, self.end)

    @property
    def of_its_kind(self) -> tuple[Site, ...]:
        """Its places, only the divisions among them where the text calls it one."""
        if not self.tie.is_division:
            return self.sites
        return tuple(s for s in self.sites if s.kind in DIVISIONS) or self.sites


def find_mentions(
    sentences: Sequence[Sentence], background: Sequence[Sentence], places: Gazetteer
) -> list[Mention]:
    """Every mention of a place, in text order, longest names first."""
    behind = {id(sentence) for sentence in background}
    return [
        mention
        for sentence in sentences
        for mention in _in_clause(
            clause_of(sentence, is_behind=id(sentence) in behind), places
        )
        if mention.tie.is_place or not _is_only_written_large(mention, sentences)
    ]


def _is_only_written_large(mention: Mention, sentences: Sequence[Sentence]) -> bool:
    """Whether a word has its capital from the sentence's beginning, or a headline's.

    The article has it without one elsewhere, as it never has a name.
    """
    if mention.end - mention.start > 1 or mention.is_like:
        return False
    if mention.start > 1 and mention.sentence.where != "title":
        return False
    word = mention.sentence.surfaces[mention.start].lower()
    return any(word in sentence.small for sentence in sentences)


def _in_clause(clause: Clause, places: Gazetteer) -> Iterator[Mention]:
    done, sentence = 0, clause.sentence
    somewhere = _somewhere(sentence)
    for i, surface in enumerate(sentence.surfaces):
        first = surface[0]
        if i < done or first.islower() or not first.isalpha():
            continue
        known = places.begun[sentence.words[i].folded]
        if not known.rows and i not in somewhere:
            continue
        name, end = longest_name(sentence, i, known)
        if i in somewhere and not name:
            spans = _spans(sentence, i, MAX_WORDS)
            name, end = undeclined(spans, sentence.language, places)
        if i in somewhere:
            mention = _unknown(clause, i, end, places)
            if mention is not None:
                yield mention
                done = mention.end
                continue
        if name and _is_name(sentence, i, end):
            how = tie(clause, i, end)
            yield Mention(name, places.find(name), sentence, i, end, how)
            done = end


def _somewhere(sentence: Sentence) -> set[int]:
    """Tokens at which a place stands: behind "in", or "X" of "X village"."""
    said = sentence.named("grammar", "locative")
    found = {hit.end for hit in said} | {hit.end + 1 for hit in said}
    for hit in sentence.named("grammar", "settlement_after"):
        start = hit.start
        while start and sentence.surfaces[start - 1][0].isupper():
            start -= 1
        found.add(start)
    return found


def longest_name(sentence: Sentence, i: int, known: Begun) -> tuple[str, int]:
    """The longest known name that begins at `i`, and the token after it."""
    best = ("", i)
    for name, end in _spans(sentence, i, known.most_words):
        if name in known.rows:
            best = (name, end)
    return best


def _spans(sentence: Sentence, i: int, most: int) -> Iterator[tuple[str, int]]:
    """The runs of words that begin at `i`, as gazetteer keys, with their ends."""
    parts: list[str] = []
    at = i
    while at < len(sentence.words) and len(parts) < most:
        surface = sentence.surfaces[at]
        if surface in _JOINERS:
            at += 1
            continue
        if not surface[0].isalnum():
            return
        parts.append(sentence.words[at].folded)
        at += 1
        yield " ".join(parts), at


def _run(sentence: Sentence, i: int) -> tuple[str, int]:
    """The capitalised words from `i` on that may be one name, and their end."""
    best = ("", i)
    for name, end in _spans(sentence, i, MAX_WORDS):
        word = sentence.words[end - 1]
        if not sentence.surfaces[end - 1][0].isupper() or _is_word(word):
            break
        best = (name, end)
    return best


def _is_word(word: Word) -> bool:
    """Whether it is a word, whatever the gazetteer says."""
    return word.folded in hints().not_places or any(
        cue.family in _NO_NAMES for cue in word.cues
    )


def _unknown(clause: Clause, i: int, known: int, places: Gazetteer) -> Mention | None:
    """A name that the gazetteer does not have so, where the text says a place stands.

    It is a place that sounds like it, if there is one, or a settlement's name that
    nobody knows; it ends behind the token `known`, with which the known name ends.
    """
    sentence = clause.sentence
    name, end = _run(sentence, i)
    if not name or end <= known or any(countries_of([name], sentence.language)):
        return None
    how = tie(clause, i, end)
    if not how.is_place or _is_title(sentence):
        return None
    sites = places.like(name)
    if not sites and not how.is_settlement:
        return None
    how = how._replace(score=how.score - _ONLY_LIKE)
    return Mention(name, tuple(sites), sentence, i, end, how, is_like=True)


def _is_title(sentence: Sentence) -> bool:
    """Whether every longer word has a capital, so that none tells a name."""
    longer = [s for s in sentence.surfaces if len(s) >= _LONGER and s[0].isalpha()]
    return all(surface[0].isupper() for surface in longer)


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words are more likely a place than a common word or a person."""
    surface, word = sentence.surfaces[start], sentence.words[start]
    shouted = sentence.text.isupper()
    if end - start == 1 and (
        word.number is not None
        or len(surface) < _SHORTEST
        or is_named_after(sentence, start)
        or _is_word(word)
        or (surface.isupper() and len(surface) <= _ACRONYM and not shouted)
    ):
        return False
    if any(hit.start <= start < hit.end for hit in sentence.named("people")):
        return False
    if shouted:
        return len(surface) >= _MIN_SHOUTED or end - start > 1
    return True
