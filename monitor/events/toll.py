"""Casualties in a text: how many were killed, wounded, abducted, arrested.

A figure is one statement of one sentence; `tally` weighs an article's figures and
makes one range of them. Cue words and number words come from the lexicons.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from monitor.events.passages import Hit, Sentence
from monitor.events.people import ANYBODY, SIDES, Group, groups
from monitor.events.subjects import choose, is_attempt
from monitor.events.territory import is_captured_place
from monitor.events.ties import is_named_after
from monitor.model import Side

_TOLL_REACH = 10
_AT_ONCE = 2
_CAUSE_REACH = 6
#: Words at the beginning of a sentence.
_OPENING = 6


class Figure(NamedTuple):
    """What one sentence says of one group of people."""

    #: "killed", "wounded", "abducted" or "arrested".
    field: str
    low: int
    high: int
    #: Class of the people ("army", "civilian"), or None.
    kind: str | None
    #: Whether the text gives a number.
    counted: bool
    #: Whether the words leave open what happened ("neutralised").
    uncertain: bool
    #: Token indexes in the sentence, half open.
    start: int
    end: int
    #: Token of the casualty word.
    at: int
    sentence: Sentence
    #: Tokens of the people alone.
    who: tuple[int, int] = (0, 0)
    #: Part of a figure named before: "including two children".
    is_part: bool = False
    #: People beside those of other sentences: "another soldier died later".
    is_further: bool = False
    #: Who says so, by the name that all languages share; None if nobody is named.
    source: str | None = None

    @property
    def side(self) -> Side | None:
        """The side that the people belong to; None where the text does not say."""
        return SIDES.get(self.kind or "")

    @property
    def is_vague(self) -> bool:
        """Whether a word such as "dozens" stands for the number."""
        return any(
            self.start <= hit.start < self.end for hit in self.sentence.named("vague")
        )

    def quote(self) -> str:
        """Its words as they stand in the text, on one line."""
        return " ".join(self.sentence.quote(self.start, self.end).split())

    def people(self) -> str:
        """The words for the people alone: "dozens of villagers"."""
        return " ".join(self.sentence.quote(*self.who).split())


def read_figures(sentence: Sentence, source: str | None = None) -> list[Figure]:
    """The figures of a sentence, in text order; `source` is who says so, if known."""
    hits = sentence.named("casualty")
    zeros = sentence.named("grammar", "zero")
    tolls = sentence.named("grammar", "toll")
    if not hits and not zeros and not tolls:
        return []
    people = groups(sentence)
    taken: dict[int, str] = {}
    figures: list[Figure] = []
    for hit in hits:
        is_negated = any(z.start <= hit.start < z.end for z in zeros)
        is_again = _is_said_again(sentence, hit, taken)
        is_place = hit.cue.name == "abducted" and is_captured_place(sentence, hit)
        is_none = (
            is_negated
            or is_again
            or is_place
            or _is_in_a_name(sentence, hit)
            or is_attempt(sentence, hit)
        )
        if not is_none:
            figures += _casualties(sentence, hit, people, taken) or _same_people(
                hit, figures
            )
    for hit in tolls:
        figures += _toll_statement(sentence, hit, people, taken)
    for hit in zeros:
        zero = Figure("killed", 0, 0, None, True, False, *hit[1:], hit.start, sentence)
        figures.append(zero)
    news = [_sided(f) for f in figures if not _is_earlier(f) and not _is_cause(f)]
    return _further([f._replace(source=source) for f in news])


def _casualties(
    sentence: Sentence, hit: Hit, people: list[Group], taken: dict[int, str]
) -> list[Figure]:
    """What became of the people that a casualty word speaks of."""
    figures: list[Figure] = []
    for group in choose(sentence, hit, people, taken):
        taken[group.start] = hit.cue.name
        whole = _figure(sentence, hit, group)
        parts = list(_parts(sentence, hit, group, people))
        if any(part.side not in (None, whole.side) for part in parts):
            whole = whole._replace(kind=ANYBODY)  # "ten men, four of them soldiers"
        figures += [whole, *parts]
    return figures


def _is_in_a_name(sentence: Sentence, hit: Hit) -> bool:
    """Whether a group has the word in its name: "Front de libération de ..."."""
    is_of = "of" in sentence.grammar_at(hit.start - 1)
    return is_of and is_named_after(sentence, hit.start)


def _is_said_again(sentence: Sentence, hit: Hit, taken: dict[int, str]) -> bool:
    """Whether a second verb has the same object: "killed and beheaded a trader"."""
    if "and" not in sentence.grammar_at(hit.start - 1):
        return False
    before = [h for h in sentence.named("casualty", hit.cue.name) if h.end < hit.start]
    is_pair = bool(before) and before[-1].end == hit.start - 1
    return is_pair and taken.get(hit.end) == hit.cue.name


def _same_people(hit: Hit, figures: Sequence[Figure]) -> list[Figure]:
    """The deaths of people taken before: "two men who were kidnapped died"."""
    if hit.cue.name != "killed" or hit.cue.detail == "right":
        return []
    if any(figure.field == "killed" for figure in figures):
        return []
    taken = [f for f in figures if f.field in ("abducted", "arrested")]
    held = [f for f in taken if f.counted or f.high == 1]
    return [
        figure._replace(field="killed", at=hit.start, end=max(figure.end, hit.end))
        for figure in held[-1:]
    ]


def _parts(
    sentence: Sentence, hit: Hit, whole: Group, people: Sequence[Group]
) -> Iterator[Figure]:
    """The sides that a figure is broken down into: "nine, including two guards"."""
    behind = (group for group in people if group.start >= whole.end)
    for group in takewhile(lambda group: group.is_part, behind):
        if whole.high >= group.high and group.kind not in (None, ANYBODY):
            yield _figure(sentence, hit, group)._replace(is_part=True)


def _further(figures: list[Figure]) -> list[Figure]:
    """The figures, marked where they tell of people beside those told of before.

    "Another" refers to people of the same sentence if there are any.
    """
    if not figures:
        return figures
    sentence, first = figures[0].sentence, figures[0]
    is_new_scene = any(
        hit.start < _OPENING for hit in sentence.named("grammar", "same_day")
    )
    more = sentence.named("grammar", "further")
    return [
        figure._replace(
            is_further=is_new_scene
            or (
                figure is first
                and any(
                    figure.start - 1 <= hit.start <= max(figure.at, figure.end)
                    for hit in more
                )
            )
        )
        for figure in figures
    ]


def _is_earlier(figure: Figure) -> bool:
    """Whether the figure is background: "two weeks after gunmen killed five".

    People named before the marker are only told of there where the word follows at
    once: "three men who had been killed", but not "ten men, accused of theft, died".
    """
    sentence = figure.sentence
    for marker in sentence.named("grammar", "past_marker"):
        if figure.at < marker.start:
            continue
        if figure.start < marker.start:
            if figure.at - marker.end <= _AT_ONCE:
                return True
        elif not any(
            sentence.surfaces[i] in ",;" for i in range(marker.end, figure.start)
        ):
            return True
    return False


def _is_cause(figure: Figure) -> bool:
    """Whether it is what people protest: "a march over the killing of two students".

    A comma ends it: "protested against the tax, two were killed" is news.
    """
    sentence = figure.sentence
    protests = sentence.named("cue", "protest", "riot", "demand")
    if not protests:
        return False
    first = protests[0].start
    causes = [f for f in sentence.named("grammar", "cause") if first < f.end]
    for cause in (*causes, *sentence.named("grammar", "grievance")):
        is_near = figure.start - cause.end <= _CAUSE_REACH
        if (
            is_near
            and cause.end <= figure.at
            and not any(
                sentence.surfaces[i] in ",;" for i in range(cause.end, figure.start)
            )
        ):
            return True
    return False


def _sided(figure: Figure) -> Figure:
    """The figure with its people's side, where "among the attackers" gives it."""
    if figure.kind not in (None, ANYBODY):
        return figure
    sides = figure.sentence.named("grammar", "side")
    for hit in figure.sentence.named("people"):
        if any(side.end in (hit.start, hit.start - 1) for side in sides):
            return figure._replace(kind=hit.cue.name)
    return figure


def _figure(sentence: Sentence, hit: Hit, group: Group) -> Figure:
    start, end = min(group.start, hit.start), max(group.end, hit.end)
    uncertain = hit.cue.detail == "uncertain"
    low = 0 if uncertain else group.low
    return Figure(
        *(hit.cue.name, low, group.high, group.kind, group.counted, uncertain),
        *(start, end, hit.start, sentence, (group.start, group.end)),
    )


def _toll_statement(
    sentence: Sentence, hit: Hit, people: list[Group], taken: dict[int, str]
) -> list[Figure]:
    """A number with nobody named behind it: "the death toll rose to 12"."""
    revisions = sentence.named("grammar", "revised")
    for group in people:
        if group.start < hit.end or group.start in taken or not group.counted:
            continue
        said = [r.end for r in revisions if hit.end < r.end <= group.start]
        gap = group.start - max(said, default=hit.end)
        if gap > _TOLL_REACH or group.kind is not None:
            return []
        figure = _figure(sentence, hit, group)
        return [figure._replace(field="killed")]
    return []
