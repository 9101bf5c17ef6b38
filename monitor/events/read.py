"""An article and what it names become an Event, with the reasons for every fact.

It puts the facts together; each fact has its own module.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.events.actors import find_actors
from monitor.events.affiliations import kind_of
from monitor.events.classify import classify
from monitor.events.confusions import is_labour
from monitor.events.dates import find_date
from monitor.events.lexicons import LANGUAGES
from monitor.events.namesakes import Focus
from monitor.events.places import find_place, is_capital
from monitor.events.realis import read_status
from monitor.events.scene import Scene, look
from monitor.events.severity import rate
from monitor.events.tally import tally
from monitor.events.tongue import guess_language
from monitor.language import spoken
from monitor.model import (
    Article,
    Event,
    EventType,
    Match,
    MatchStatus,
    Place,
    Watch,
    WatchKind,
)
from monitor.text import words

_GUESS_FROM = 1000
_EVERYWHERE = Focus()


def read_event(
    article: Article,
    matches: Sequence[Match],
    watches: Mapping[str, Watch],
    focus: Focus = _EVERYWHERE,
) -> Event:
    """The event that an article reports; type "none" where it reports none.

    Args:
        article: as parsed; its language may be unknown.
        matches: of this article; only accepted ones count.
        watches: by watch_id, those that the matches name.
        focus: where the watchlists look, which tells places of one name apart.
    """
    today = article.published_at.date() if article.published_at else None
    language = _language(article)
    accepted = [m for m in matches if m.status is MatchStatus.ACCEPTED]
    scene = look(
        *(article.title, article.text, language, today.year if today else None),
        named=[m for m in accepted if m.kind is not WatchKind.TOPIC],
        kind_of_name=lambda match: _kind_of(watches.get(match.watch_id)),
    )
    verdict = classify(scene)
    if verdict.type is EventType.NONE:
        return Event(reasons=verdict.reasons)
    on_map = [m for m in accepted if m.kind is WatchKind.PLACE]
    status, why = read_status(scene)
    place, where = find_place(scene, on_map, watches, article.country, focus)
    day, precision, when = find_date(
        scene.sentences, scene.background, today, article.fetched_at.date()
    )
    freed = verdict.subtype == "hostage_release"
    event = Event(
        type=verdict.type,
        subtype=verdict.subtype,
        status=status,
        killed=tally(scene.figures, "killed"),
        wounded=tally(scene.figures, "wounded"),
        abducted=None if freed else tally(scene.figures, "abducted"),
        arrested=tally(scene.figures, "arrested"),
        actors=find_actors(scene, accepted, watches),
        place=place,
        date=day,
        date_precision=precision,
        reasons=(
            *verdict.reasons,
            why,
            *_told(where if place else None, "place"),
            *_told(when, "date"),
        ),
    )
    targets = frozenset() if is_labour(scene) else _targets(scene, place)
    severity, total = rate(event, targets)
    return replace(event, severity=severity, reasons=(*event.reasons, total))


def _kind_of(watch: Watch | None) -> str:
    """The kind of people of a watched group; of others what they are."""
    return "" if watch is None else kind_of(watch) or watch.kind.value


def _told(words_of_it: str | None, what: str) -> tuple[str, ...]:
    return (f'{what}: "{words_of_it}"',) if words_of_it else ()


def _targets(scene: Scene, place: Place | None) -> frozenset[str]:
    """What makes an event graver: children, a hospital, the capital ..."""
    found = {
        hit.cue.name
        for sentence in scene.foreground()
        for hit in sentence.named("target")
    }
    if any(p.kind == "peacekeeper" and p.role == "victim" for p in scene.parts):
        found.add("peacekeepers")
    if place is not None and is_capital(place):
        found.add("capital")
    return frozenset(found)


def _language(article: Article) -> str:
    text = f"{article.title}\n{article.text[:_GUESS_FROM]}"
    language = spoken(article.language, text)
    return language if language in LANGUAGES else guess_language(words(text))
