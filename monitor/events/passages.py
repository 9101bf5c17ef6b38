"""A sentence of an article: its words, and the cues found among them.

It answers questions about the marks; `cutting` makes sentences, `marking` marks them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from monitor.events.lexicons import Cue, Word

_NONE: Set[str] = frozenset()


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
    #: In which its words were looked up.
    language: str = ""
    #: Ranges of the vague words of its language.
    vague: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    #: Whether numbers stand behind what they count ("watu saba").
    number_follows: bool = False
    #: Whether of two nouns the second says who is meant ("Dogon militiamen").
    head_last: bool = False
    #: Whether a verb stands before its subject ("killed gunmen twelve soldiers").
    verb_first: bool = False
    #: Whether its object may stand at the end of its clause ("killed in X nine men").
    object_late: bool = False
    _at: dict[int, list[Hit]] = field(default_factory=dict)
    _by_family: dict[str, list[Hit]] = field(default_factory=dict)
    _by_name: dict[str, dict[tuple[str, ...], list[Hit]]] = field(default_factory=dict)
    _names: dict[str, set[str]] = field(default_factory=dict)
    _grammar: dict[int, set[str]] | None = None
    _by_end: dict[int, list[Hit]] | None = None
    _starts: list[int] = field(default_factory=list)
    _figures: list[int] | None = None
    _small: set[str] | None = None

    def hold(self, hits: list[Hit]) -> None:
        """Takes its hits, in text order, to be asked for by place and by name."""
        self.hits = hits
        self._at, self._by_family, self._by_name, self._names = {}, {}, {}, {}
        self._grammar = self._by_end = None
        at, by_family = self._at, self._by_family
        for hit in hits:
            family, start = hit.cue.family, hit.start
            if family in by_family:
                by_family[family].append(hit)
            else:
                by_family[family] = [hit]
            if start in at:
                at[start].append(hit)
            else:
                at[start] = [hit]

    def hits_at(self, i: int, family: str | None = None) -> Sequence[Hit]:
        """The hits that begin with token `i`."""
        found = self._at.get(i)
        if found is None:
            return ()
        if family is None:
            return found
        return [hit for hit in found if hit.cue.family == family]

    def grammar_before(self, i: int) -> Sequence[Hit]:
        """The hits of the family "grammar" that end right before token `i`."""
        if self._by_end is None:
            self._by_end = {}
            for hit in self.named("grammar"):
                self._by_end.setdefault(hit.end, []).append(hit)
        return self._by_end.get(i, ())

    def grammar_at(self, i: int) -> Set[str]:
        """The names of the hits of the family "grammar" that begin with token `i`."""
        if self._grammar is None:
            self._grammar = {}
            for hit in self.named("grammar"):
                self._grammar.setdefault(hit.start, set()).add(hit.cue.name)
        return self._grammar.get(i, _NONE)

    @property
    def starts(self) -> list[int]:
        """Where each token begins in the field, code points."""
        if not self._starts:
            at, text, offset, starts = 0, self.text, self.offset, self._starts
            for surface in self.surfaces:
                at = text.index(surface, at)
                starts.append(offset + at)
                at += len(surface)
        return self._starts

    @property
    def figures(self) -> list[int]:
        """The tokens that begin with a digit."""
        if self._figures is None:
            surfaces = enumerate(self.surfaces)
            self._figures = [i for i, surface in surfaces if surface[0].isdigit()]
        return self._figures

    @property
    def small(self) -> set[str]:
        """Its tokens without a capital."""
        if self._small is None:
            self._small = {s for s in self.surfaces if s.islower()}
        return self._small

    def tokens_between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens, half open, that code points of the field fall on."""
        starts = self.starts
        first = max(0, bisect_right(starts, start) - 1)
        if starts[first] + len(self.surfaces[first]) <= start:
            first += 1
        return first, bisect_left(starts, end)

    def quote(self, start: int, end: int) -> str:
        """The words between two token indexes, as they stand in the text."""
        end = min(end, len(self.surfaces))
        if start >= end:
            return ""
        starts, last = self.starts, end - 1
        stop = starts[last] + len(self.surfaces[last])
        return self.text[starts[start] - self.offset : stop - self.offset]

    def named(self, family: str, *names: str) -> Sequence[Hit]:
        """Its hits of a family, in text order; any of `names` if some are given."""
        found = self._by_family.get(family)
        if found is None or not names:
            return found or ()
        by_name = self._by_name.get(family) or self._group(family, found)
        hits = by_name.get(names)
        if hits is None:
            is_none = self._names[family].isdisjoint(names)
            hits = [] if is_none else [hit for hit in found if hit.cue.name in names]
            by_name[names] = hits
        return hits

    def _group(self, family: str, hits: list[Hit]) -> dict[tuple[str, ...], list[Hit]]:
        """The hits of a family by the names of their cues, as they are asked for."""
        found: dict[tuple[str, ...], list[Hit]] = {}
        for hit in hits:
            found.setdefault((hit.cue.name,), []).append(hit)
        self._by_name[family] = found
        self._names[family] = {name for (name,) in found}
        return found

    def has(self, family: str, *names: str) -> bool:
        """Whether a cue of the family (and of those names) is in it."""
        found = self._by_family.get(family)
        if found is None or not names:
            return found is not None
        if family not in self._names:
            self._group(family, found)
        return not self._names[family].isdisjoint(names)
