"""What an article shows, gathered sentence by sentence: cues, figures, who did what.

It weighs words by where they stand (title, lead, rest, background); it decides
nothing.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from operator import attrgetter

from monitor.events.background import is_background, years
from monitor.events.cutting import cut
from monitor.events.marking import mark
from monitor.events.naming import Name
from monitor.events.palace import may_be_held, putsches
from monitor.events.passages import Hit, Sentence
from monitor.events.roles import Part, read_parts
from monitor.events.same_people import as_in_title
from monitor.events.sources import speaker
from monitor.events.territory import conquests, may_capture
from monitor.events.toll import Figure, read_figures
from monitor.model import Match

#: Weight of a cue in the title, in the first, the next, and all further sentences.
_TITLE, _LEAD, _EARLY, _LATE, _BACKGROUND = 1.5, 1.0, 0.7, 0.3, 0.1
_EARLY_SENTENCES = 3


_DIGIT = re.compile(r"\d")
#: In a text of so few sentences even one about the past is the news.
_SHORT = 2


@dataclass(slots=True)
class Scene:
    """The gathered evidence of one article."""

    language: str
    sentences: list[Sentence]
    #: Sum of the weights of each cue, status cue and veto, and its first words.
    cues: dict[str, float] = field(default_factory=dict)
    words: dict[str, tuple[Sentence, Hit]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    #: Kinds of people that the foreground names at all.
    kinds: Counter[str] = field(default_factory=Counter)
    background: list[Sentence] = field(default_factory=list)
    #: Where the sentences of title and text begin.
    _offsets: dict[str, tuple[list[int], list[Sentence]]] = field(default_factory=dict)

    def weight(self, *keys: str) -> float:
        """The summed weight of cues, named as "cue.attack", "status.past"."""
        total = 0.0
        for key in keys:
            total += self.cues.get(key, 0.0)
        return total

    def foreground(self) -> list[Sentence]:
        """Its sentences without those that tell of the past."""
        behind = {id(sentence) for sentence in self.background}
        return [s for s in self.sentences if id(s) not in behind]

    def names(self, kinds: Set[str]) -> bool:
        """Whether the foreground names people of any of these kinds."""
        return not self.kinds.keys().isdisjoint(kinds)

    def locate(self, match: Match) -> tuple[Sentence, int, int] | None:
        """The sentence and tokens that a match's code points fall on."""
        if not self._offsets:
            for sentence in self.sentences:
                known = self._offsets.setdefault(sentence.where, ([], []))
                known[0].append(sentence.offset)
                known[1].append(sentence)
        starts, sentences = self._offsets.get(match.field, ([], []))
        i = bisect_right(starts, match.start) - 1
        if i < 0 or match.start >= starts[i] + len(sentences[i].text):
            return None
        first, after = sentences[i].tokens_between(match.start, match.end)
        return (sentences[i], first, after) if first < after else None

    def first(self, key: str) -> str:
        """The first words that gave a cue, as they stand in the text."""
        if key not in self.words:
            return ""
        sentence, hit = self.words[key]
        return sentence.quote(hit.start, hit.end)


def look(
    title: str,
    text: str,
    language: str,
    year: int | None,
    *,
    named: Sequence[Match] = (),
    kind_of_name: Callable[[Match], str] = lambda match: match.kind.value,
) -> Scene:
    """The scene of an article.

    Args:
        title: of the article.
        text: its body.
        language: one that has a lexicon.
        year: of its publication; if unknown, the latest it names stands in for it.
        named: the names in it that are watched.
        kind_of_name: the kind of each (`Name`).
    """
    scene = Scene(language, _sentences(title, text))
    numbered = [match for match in named if _DIGIT.search(match.surface)]
    names = _names(scene, numbered, kind_of_name)
    for sentence in scene.sentences:
        mark(sentence, language, names.get(id(sentence), ()))
    _mark_conquests(scene, named, kind_of_name)
    _mark_putsches(scene)
    year = year or max((y for s in scene.sentences for y in years(s)), default=None)
    seen: set[tuple[str, str]] = set()
    said: str | None = None
    for sentence in scene.sentences:
        behind = is_background(sentence, year)
        _weigh(scene, sentence, behind, seen)
        if behind and (sentence.index or len(scene.sentences) > _SHORT):
            scene.background.append(sentence)
            continue
        source = speaker(sentence, said)
        said = source or said
        figures = read_figures(sentence, source)
        scene.figures += figures
        scene.parts += read_parts(sentence, figures)
        for hit in sentence.named("people"):
            if not _is_player(sentence, hit):
                scene.kinds[hit.cue.name] += 1
    scene.figures, scene.parts = as_in_title(scene.figures, scene.parts)
    return scene


def _is_player(sentence: Sentence, hit: Hit) -> bool:
    """Whether an "attacker" is one of a team: other words of sport stand by."""
    vetoes = sentence.named("veto", "sport")
    if len(vetoes) <= 1:
        return False
    sport = {veto.start for veto in vetoes}
    return hit.start in sport and len(sport) > 1


def _mark_conquests(
    scene: Scene, named: Sequence[Match], kind_of_name: Callable[[Match], str]
) -> None:
    """Adds the captures of places to the cues of the sentences that tell them."""
    captures = [s for s in scene.sentences if may_capture(s)]
    names = _names(scene, named, kind_of_name) if captures else {}
    for sentence in captures:
        if taken := conquests(sentence, names.get(id(sentence), ())):
            _add(sentence, taken)


def _mark_putsches(scene: Scene) -> None:
    """Adds the capture of a head of state by soldiers to the cues of a coup."""
    for sentence in scene.sentences:
        if may_be_held(sentence) and (held := putsches(sentence)):
            _add(sentence, held)


def _add(sentence: Sentence, hits: list[Hit]) -> None:
    sentence.hold(sorted([*sentence.hits, *hits], key=attrgetter("start")))


def _sentences(title: str, text: str) -> list[Sentence]:
    body = text if text.strip() else ""
    head = [] if body.startswith(title) else cut(title, "title")
    return [*head, *cut(body, "text")]


def _names(
    scene: Scene, named: Sequence[Match], kind_of_name: Callable[[Match], str]
) -> Mapping[int, list[Name]]:
    """The names of each sentence, by its id."""
    found: dict[int, list[Name]] = {}
    for match in named:
        span = scene.locate(match)
        if span is not None:
            sentence, start, end = span
            found.setdefault(id(sentence), []).append(
                Name(start, end, kind_of_name(match))
            )
    return found


def _weight(sentence: Sentence, *, behind: bool) -> float:
    if behind:
        return _LEAD / 2 if sentence.index == 0 else _BACKGROUND
    if sentence.where == "title":
        return _TITLE
    if sentence.index == 0:
        return _LEAD
    return _EARLY if sentence.index < _EARLY_SENTENCES else _LATE


def _weigh(
    scene: Scene, sentence: Sentence, behind: bool, seen: set[tuple[str, str]]
) -> None:
    """Adds the cues of a sentence; a word counts once in full, then for a quarter."""
    weights = {"cue": _weight(sentence, behind=behind)}
    weights["status"] = weights["veto"] = _weight(sentence, behind=False)
    tropes = [h for h in sentence.named("veto", "figurative") if h.end - h.start > 1]
    for hit in sentence.hits:
        family = hit.cue.family
        if family not in weights:
            continue
        if family == "cue" and any(t.start <= hit.start < t.end for t in tropes):
            continue
        key = f"{family}.{hit.cue.name}"
        word = " ".join([w.folded for w in sentence.words[hit.start : hit.end]])
        scene.words.setdefault(key, (sentence, hit))
        weight = weights[family] / (4 if (key, word) in seen else 1)
        seen.add((key, word))
        scene.cues[key] = scene.cues.get(key, 0.0) + weight


def parts_weight(parts: Sequence[Part], role: str, kinds: frozenset[str]) -> float:
    """How often people of these kinds have a role, title and lead counting more."""
    return sum(
        1.0 if part.sentence.index == 0 else 0.6
        for part in parts
        if part.role == role and part.kind in kinds
    )
