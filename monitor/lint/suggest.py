"""Further names for a watch, from what public lists call the same thing.

It proposes only what the watch does not find already and what the linter would not
warn of, and tells apart what may be somebody else's; a person decides.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.lint.collisions import FindPlaces, collisions, large_place
from monitor.lint.kinship import ByName, Holders, are_one, folded, kin
from monitor.lint.spellings import Spelled
from monitor.matches.phrases import Edge, PhraseIndex, shapes
from monitor.matches.shape import SHORTEST_FOLDED, letter_count
from monitor.model import Name, Watch, WatchKind, Watchlist
from monitor.text import tokenize

_ARABIC = re.compile("[\u0621-\u064a ]+")
_CYRILLIC = re.compile("[\u0410-\u044f\u0401\u0451 -]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f' -]+")
_SCRIPTS = (("ar", _ARABIC), ("ru", _CYRILLIC))


@dataclass(frozen=True, kw_only=True, slots=True)
class Offer:
    """A name that a watch does not have yet."""

    name: Name
    #: The list and the id in it.
    source: str
    #: Why a person should look first, as words; None where nothing speaks against it.
    doubt: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """Names that a watch does not have yet, those without a doubt first."""

    watch: Watch
    offers: tuple[Offer, ...]

    @property
    def names(self) -> tuple[Name, ...]:
        """The names without a doubt."""
        return tuple(offer.name for offer in self.offers if offer.doubt is None)

    @property
    def line(self) -> str:
        """The watch's ``names`` with these, as TOML to paste."""
        languages: defaultdict[str, list[str]] = defaultdict(list)
        for name in (*self.watch.names, *self.names):
            languages[name.language].append(_toml(name))
        lists = [f"{key} = [{', '.join(names)}]" for key, names in languages.items()]
        return f"names = {{ {', '.join(lists)} }}"


def suggest(
    watchlists: Iterable[Watchlist], spelled: Sequence[Spelled], places: FindPlaces
) -> tuple[Proposal, ...]:
    """Further names for the places and groups of ``watchlists``, in their order.

    None is a name that another watch has, on whichever list.
    """
    by_name: defaultdict[str, list[Spelled]] = defaultdict(list)
    for thing in spelled:
        for key in {folded(name.text) for name in thing.names}:
            by_name[key].append(thing)
    watches = [watch for watchlist in watchlists for watch in watchlist.watches]
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for watch in watches:
        for name in watch.names:
            holders[folded(name.text)].add(watch.watch_id)
    proposals = (_for_watch(watch, by_name, holders, places) for watch in watches)
    return tuple(proposal for proposal in proposals if proposal.offers)


def _for_watch(
    watch: Watch,
    by_name: ByName,
    holders: defaultdict[str, set[str]],
    places: FindPlaces,
) -> Proposal:
    """Names from the entries it stands on; ``holders`` learns whose they are now."""
    related = kin(watch, by_name, holders)
    sure = [one.thing for one in related if one.doubt is None]
    offers: list[Offer] = []
    found = [shape for name in watch.names for shape in shapes(name.text)]
    for one in related:
        for name in _new(watch, one.thing, found, holders, places):
            doubt = one.doubt or _doubt(name, watch, sure, by_name, places)
            offers.append(Offer(name=name, source=one.thing.source, doubt=doubt))
            if doubt is None:
                holders[folded(name.text)].add(watch.watch_id)
    offers.sort(key=lambda offer: offer.doubt is not None)
    return Proposal(watch=watch, offers=tuple(offers))


def _new(
    watch: Watch,
    thing: Spelled,
    found: list[tuple[str, Edge]],
    holders: Holders,
    places: FindPlaces,
) -> Iterator[Name]:
    """The names that find something new, by themselves, and are no other watch's."""
    for given in thing.names:
        name = replace(given, language=_language(given, watch))
        if (
            watch.watch_id in holders.get(folded(name.text), (watch.watch_id,))
            and letter_count(name.text) >= SHORTEST_FOLDED
            and _is_written_plainly(name.text)
            and not PhraseIndex((shape, None) for shape in found).find(
                tokenize(name.text)
            )
            and not any(collisions(replace(watch, names=(name,)), places))
        ):
            found += shapes(name.text)
            yield name


def _doubt(
    name: Name,
    watch: Watch,
    sure: Sequence[Spelled],
    by_name: ByName,
    places: FindPlaces,
) -> str | None:
    """Whom else a name of an entry that is the watch's own may mean."""
    if watch.kind is not WatchKind.GROUP:
        return None
    if any(name.text in thing.weak for thing in sure):
        return "a short form that means other things, too"
    for other in by_name.get(folded(name.text), ()):
        if not any(are_one(other.names, thing.names) for thing in sure):
            return f"{other.names[0].text} has it, too ({other.source})"
    place = large_place(name.text, places)
    return None if place is None else f"it is also {place}"


def _is_written_plainly(text: str) -> bool:
    """Whether a text is of one script that news of the region is written in."""
    return any(known.fullmatch(text) for known in (_LATIN, _ARABIC, _CYRILLIC))


def _language(name: Name, watch: Watch) -> str:
    """The name's language; where none is given, by its script or as the watch's own."""
    if name.language != "und":
        return name.language
    for language, script in _SCRIPTS:
        if script.fullmatch(name.text):
            return language
    return next((n.language for n in watch.names if _LATIN.match(n.text)), "und")


def _toml(name: Name) -> str:
    text = json.dumps(name.text, ensure_ascii=False)  # a TOML basic string, too
    return f'{{ text = {text}, mode = "{name.mode}" }}' if name.mode else text
