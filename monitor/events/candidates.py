"""The places that an event may have happened at, with how much speaks for each.

It weighs watched places and those of the gazetteer; which one it is, and how exactly,
`places` decides.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from monitor.events.gazetteer import DIVISIONS, Site, gazetteer, name_key
from monitor.events.mentions import Mention
from monitor.events.namesakes import Setting, choose, is_stray
from monitor.events.passages import Sentence
from monitor.events.scene import Scene
from monitor.events.ties import Tie, clause_of, tie
from monitor.model import Match, MatchMode, Place, Precision, Watch

#: The kind of a watched place that no list has: a town most often, or a division.
UNLISTED = "unlisted"
#: What each kind of place is worth: the more exact, the more.
SPECIFIC = {
    "site": 2.6,
    "town": 3.0,
    "district": 2.4,
    "region": 1.2,
    "country": -1.0,
    UNLISTED: 3.0,
}
_PRECISION = {
    "site": Precision.SITE,
    "town": Precision.TOWN,
    "district": Precision.DISTRICT,
    "region": Precision.REGION,
    "country": Precision.COUNTRY,
}
#: "North of Mali" is in Mali.
_WIDE = ("country", "region")
#: How a watch is found in words that are not its name; they may be another's.
_GUESSED = (MatchMode.SKELETON, MatchMode.FUZZY)
_OTHER_NAME = 2.5
#: The event is near the place, not in it.
_NEAR = 1.5
#: "West of it" is further off than "near it".
_ENDLESS = 0.5
_WATCHED = 2.0


class Candidate(NamedTuple):
    """A place that the event may have happened at."""

    score: float
    #: Makes the place; only the best candidate's is wanted.
    place: Callable[[], Place]
    how: Tie
    sentence: Sentence
    #: Token indexes of the name, half open.
    start: int
    end: int
    #: "site", "town", "district", "region" or "country".
    kind: str

    @property
    def told_as(self) -> str:
        """The name as the text writes it."""
        return self.sentence.quote(self.start, self.end)

    @property
    def why(self) -> str:
        """The words that tie it to the event."""
        if self.how.why_from is None:
            return self.how.why
        return self.sentence.quote(self.how.why_from, self.end)


def in_gazetteer(mentions: Sequence[Mention], setting: Setting) -> Iterator[Candidate]:
    """The places of the gazetteer that are mentioned, in text order."""
    repeats = Counter(mention.name for mention in mentions)
    #: By name, whether it is only like the place's, and whether a division is meant.
    chosen: dict[tuple[str, bool, bool], Site] = {}
    for mention in mentions:
        if not mention.sites:
            continue
        how = mention.tie
        key = (mention.name, mention.is_like, how.is_division)
        site = chosen.get(key) or choose(mention.of_its_kind, mention.name, setting)
        chosen[key] = site
        is_sure = how.is_place and not mention.is_like
        if is_stray(site, setting, is_sure=is_sure) or _is_chance(mention, setting):
            continue
        score = how.score + SPECIFIC[site.kind] + 0.3 * (repeats[mention.name] - 1)
        score += min(1.0, setting.countries.get(site.country, 0.0) / 2)
        if site.population == 0 and " " not in mention.name:
            score -= 0.4
        score -= _vagueness(how, site)
        place = partial(place_of, site)
        span = (mention.sentence, mention.start, mention.end)
        yield Candidate(score, place, how, *span, site.kind)


def _is_chance(mention: Mention, setting: Setting) -> bool:
    """Whether a name sounds like a place's by chance, as Gary like Garié in Niger.

    Where the text does not point to the country, it must call it a village or town.
    """
    if not mention.is_like or mention.tie.is_settlement:
        return False
    return not any(site.country in setting.told for site in mention.sites)


def watched(
    scene: Scene,
    matches: Sequence[Match],
    watches: Mapping[str, Watch],
    mentions: Sequence[Mention],
    setting: Setting,
) -> Iterator[Candidate]:
    """The watched places that are matched, in the order of the matches."""
    behind = {id(sentence) for sentence in scene.background}
    sure = [mention for mention in mentions if not mention.is_like]
    known = {(id(m.sentence), m.end): m for m in sure}
    for match in matches:
        watch = watches.get(match.watch_id)
        found = scene.locate(match)
        if watch is None or found is None:
            continue
        sentence, start, end = found
        mention = known.get((id(sentence), end))
        if mention is not None and mention.start > start:
            mention = None
        if mention is None:
            clause = clause_of(sentence, is_behind=id(sentence) in behind)
            how = tie(clause, start, end)
        else:
            how = mention.tie
        site = _site(watch, mention, start, setting)
        kind = site.kind if site else UNLISTED
        score = how.score + SPECIFIC[kind] + _WATCHED
        if match.mode in _GUESSED and gazetteer().find(name_key(match.surface)):
            score -= _OTHER_NAME
        score -= _vagueness(how, site)
        place = partial(_place_of_watch, watch, site)
        yield Candidate(score, place, how, sentence, start, end, kind)


def _site(
    watch: Watch, mention: Mention | None, start: int, setting: Setting
) -> Site | None:
    """Where a watched place is, or the division that the text says has its name.

    It may say so in the words before the name's first token, `start`.
    """
    if mention is not None and (mention.tie.is_division or mention.start < start):
        parts = [
            site
            for site in mention.of_its_kind
            if site.kind in DIVISIONS and watch.country in (None, site.country)
        ]
        if parts:
            return choose(parts, mention.name, setting)
    return setting.focus.sites.get(watch.watch_id)


def _vagueness(how: Tie, site: Site | None) -> float:
    """What a place is worth less because the event is only somewhere near it."""
    is_part = how.bearing is not None and site is not None and site.kind in _WIDE
    if is_part or not how.is_near:
        return 0.0
    is_endless = how.bearing is not None and how.bearing.km is None
    return _NEAR + _ENDLESS * is_endless


def place_of(site: Site) -> Place:
    """A place of the gazetteer."""
    return Place(
        place_id=site.place_id,
        name=site.name,
        country=site.country or None,
        lat=site.lat,
        lon=site.lon,
        precision=_PRECISION[site.kind],
        region=site.region or None,
    )


def _place_of_watch(watch: Watch, site: Site | None) -> Place:
    return Place(
        place_id=watch.watch_id,
        name=watch.label,
        country=watch.country or (site.country if site else None),
        lat=site.lat if site else None,
        lon=site.lon if site else None,
        precision=_PRECISION[site.kind if site else "town"],
        region=watch.region or (site.region or None if site else None),
    )
