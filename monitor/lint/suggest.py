"""Further names for a watch, from what public lists call the same thing.

It proposes only what the watch does not find already and what the linter would not
warn of; a person decides.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.lint.collisions import FindPlaces, collisions
from monitor.lint.spellings import Spelled
from monitor.matches.phrases import PhraseIndex, shapes
from monitor.matches.shape import SHORTEST_FOLDED, letter_count
from monitor.model import Name, Watch, WatchKind, Watchlist
from monitor.text import split, tokenize

_ARABIC = re.compile("[\u0621-\u064a ]+")
_CYRILLIC = re.compile("[\u0410-\u044f\u0401\u0451 -]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f' -]+")
_SCRIPTS = (("ar", _ARABIC), ("ru", _CYRILLIC))


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposal:
    """Names that a watch does not have yet, and where they are from."""

    watch: Watch
    names: tuple[Name, ...]
    source: str

    @property
    def line(self) -> str:
        """The watch's ``names`` with the new ones, as TOML to paste."""
        languages: defaultdict[str, list[str]] = defaultdict(list)
        for name in (*self.watch.names, *self.names):
            languages[name.language].append(_toml(name))
        lists = [f"{key} = [{', '.join(names)}]" for key, names in languages.items()]
        return f"names = {{ {', '.join(lists)} }}"


def suggest(
    watchlists: Iterable[Watchlist], spelled: Sequence[Spelled], places: FindPlaces
) -> tuple[Proposal, ...]:
    """Further names for the places and groups of ``watchlists``, in their order."""
    by_name: defaultdict[str, list[Spelled]] = defaultdict(list)
    for thing in spelled:
        for key in {_folded(name.text) for name in thing.names}:
            by_name[key].append(thing)
    return tuple(
        proposal
        for watchlist in watchlists
        for proposal in _for_watchlist(watchlist, by_name, places)
    )


def _for_watchlist(
    watchlist: Watchlist, by_name: Mapping[str, list[Spelled]], places: FindPlaces
) -> Iterator[Proposal]:
    taken = {_folded(n.text) for watch in watchlist.watches for n in watch.names}
    for watch in watchlist.watches:
        things = _same(watch, by_name)
        offered = [name for thing in things for name in thing.names]
        names = tuple(_new(watch, offered, taken, places))
        if names:
            source = "; ".join(thing.source for thing in things)
            yield Proposal(watch=watch, names=names, source=source)


def _same(watch: Watch, by_name: Mapping[str, list[Spelled]]) -> list[Spelled]:
    """What a watch's names stand for: of places one, and none where that is unclear."""
    named = {
        thing.source: thing
        for name in watch.names
        for thing in by_name.get(_folded(name.text), ())
        if thing.kind is watch.kind and thing.country in (None, watch.country)
    }
    things = sorted(named.values(), key=lambda thing: -thing.population)
    if watch.kind is not WatchKind.PLACE:
        return things
    clear = len(things) == 1 or (things and things[0].population > 0)
    return things[:1] if clear else []


def _new(
    watch: Watch, offered: Iterable[Name], taken: set[str], places: FindPlaces
) -> Iterator[Name]:
    """The names that find something new, by themselves, and mean nothing else."""
    found = [shape for name in watch.names for shape in shapes(name.text)]
    for given in offered:
        name = replace(given, language=_language(given, watch))
        folded = _folded(name.text)
        if (
            folded not in taken
            and letter_count(name.text) >= SHORTEST_FOLDED
            and _is_written_plainly(name.text)
            and not PhraseIndex((shape, None) for shape in found).find(
                tokenize(name.text)
            )
            and not any(collisions(replace(watch, names=(name,)), places))
        ):
            taken.add(folded)
            found += shapes(name.text)
            yield name


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


def _folded(text: str) -> str:
    return " ".join(split(text))


def _toml(name: Name) -> str:
    text = json.dumps(name.text, ensure_ascii=False)  # a TOML basic string, too
    return f'{{ text = {text}, mode = "{name.mode}" }}' if name.mode else text
