"""Names that mean something else as well: words, people, countries, other places.

A collision is answered where the watch asks for evidence (`ambiguity`) and says what
would be evidence (`country`, `near`, `context`, a longer name).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from monitor.deliveries import wording
from monitor.events.gazetteer import Site, name_key
from monitor.lint.finding import Finding, found
from monitor.matches import words
from monitor.matches.shape import ambiguity_of, propose_ambiguity
from monitor.model import Ambiguity, Name, Watch, WatchKind
from monitor.stories.wordlists import stop_words
from monitor.text import split

#: The places of a name as `monitor.events.gazetteer.name_key` writes it.
FindPlaces = Callable[[str], Sequence[Site]]

#: A town of fewer people is seldom in the news of the world.
LARGE = 15_000
#: Places and languages listed by name; the rest is counted.
_MOST_LISTED = 3
_STRENGTH = {None: -1, Ambiguity.LOW: 0, Ambiguity.MEDIUM: 1, Ambiguity.HIGH: 2}
#: Lists of words that tell what a thing is, never which.
_ORDINARY = ("feature", "group", "conflict", "civic")


def collisions(watch: Watch, places: FindPlaces) -> Iterator[Finding]:
    """What else the names of ``watch`` are."""
    for spelled, name in _different(watch).items():
        if len(spelled) == 1:
            yield from _with_words(watch, name, spelled[0])
        yield from _with_anything(watch, name, spelled)
        if watch.kind is WatchKind.PLACE:
            yield from _with_places(watch, name, places(name_key(name.text)))


def _different(watch: Watch) -> dict[tuple[str, ...], Name]:
    """The names by their folded words, each once."""
    names: dict[tuple[str, ...], Name] = {}
    for name in watch.names:
        names.setdefault(tuple(split(name.text)), name)
    return names


def _with_words(watch: Watch, name: Name, word: str) -> Iterator[Finding]:
    meanings = []
    if word in words.given_names():
        meanings.append("a name that people bear")
    if languages := words.languages_by_word().get(word):
        meanings.append(f"an ordinary word in {_listed(map(_language, languages))}")
    if countries := _other_countries(watch, word):
        meanings.append(f"a country ({', '.join(countries)})")
    asked = propose_ambiguity(name.text, watch.kind)
    missing = list(_missing(watch, asked))
    if meanings and missing:
        what = f"is {' and '.join(meanings)}"
        yield found(watch, name, what, f"{_asking(watch)}: {'; '.join(missing)}")
    elif (
        not meanings and watch.ambiguity and _is_less(ambiguity_of(watch, name), asked)
    ):
        what = f'has ambiguity "{watch.ambiguity}", less than its length asks for'
        yield found(watch, name, what, f'set ambiguity = "{asked}", or leave it out')


def _missing(watch: Watch, asked: Ambiguity) -> Iterator[str]:
    # A group has long names, which asking for more would hurt: its default will do.
    by_default = watch.kind is WatchKind.GROUP and watch.ambiguity is None
    if not by_default and _is_less(watch.ambiguity, asked):
        yield f'set ambiguity = "{asked}"'
    if not _has_evidence(watch):
        place = watch.kind is WatchKind.PLACE
        yield "add country and near" if place else "add context or its full name"


def _is_less(given: Ambiguity | None, asked: Ambiguity) -> bool:
    return _STRENGTH[given] < _STRENGTH[asked]


def _has_evidence(watch: Watch) -> bool:
    full = any(len(split(name.text)) > 1 for name in watch.names)
    return bool(watch.country or watch.near or watch.context or full)


def _asking(watch: Watch) -> str:
    if watch.kind is not WatchKind.PLACE:
        return "ask for more than the name"
    country = wording.country(watch.country) if watch.country else "its country"
    return f"require {country} or a neighbour"


def _is_answered(watch: Watch) -> bool:
    """Whether the watch says itself that its names need evidence, and which."""
    return not _is_less(watch.ambiguity, Ambiguity.MEDIUM) and _has_evidence(watch)


def _other_countries(watch: Watch, word: str) -> list[str]:
    """Codes of the countries of that name; none where the watch is that country."""
    if word not in words.country_names():
        return []
    rows = (row for row in words.country_words() if row.kind == "country")
    codes = {row.country for row in rows if split(row.text) == [word]}
    return [] if watch.country in codes else sorted(codes)


def _with_places(watch: Watch, name: Name, sites: Iterable[Site]) -> Iterator[Finding]:
    elsewhere = [site for site in sites if site.country != watch.country]
    large = [s for s in elsewhere if _is_large(s) and s.kind != "country"]
    weighed = not _is_less(ambiguity_of(watch, name), Ambiguity.MEDIUM)
    if not large or (weighed and watch.country):
        return
    large.sort(key=lambda site: -site.population)
    listed = _listed(map(_place, large))
    if watch.country:
        yield found(watch, name, f"is also {listed}", 'set ambiguity = "medium"')
    else:
        yield found(watch, name, f"is {listed}", "say which: add country")


def large_place(text: str, places: FindPlaces) -> str | None:
    """The largest place of that name that is in the news, in words, if there is one.

    Args:
        text: a name of something that is no place.
    """
    large = list(filter(_is_large, places(name_key(text))))
    largest = max(large, key=lambda site: site.population, default=None)
    return _place(largest) if largest else None


def _is_large(site: Site) -> bool:
    return site.kind == "region" or site.population >= LARGE


def _place(site: Site) -> str:
    people = f", {site.population:,} people" if site.population else ""
    return f"a {site.kind} in {wording.country(site.country)}{people}"


def _with_anything(
    watch: Watch, name: Name, spelled: Sequence[str]
) -> Iterator[Finding]:
    language = None if name.language == "und" else name.language
    if _is_ordinary(spelled, language) and not (watch.country and _is_answered(watch)):
        what = "is made of ordinary words, which tell what it is and not which"
        fix = 'write the whole name, or set ambiguity = "high" with country'
        yield found(watch, name, what, fix)


def _is_ordinary(spelled: Sequence[str], language: str | None) -> bool:
    """Whether words tell what a thing is, and none tells which: "the army base"."""
    if " ".join(spelled) in words.languages_by_word():
        return len(spelled) > 1  # a single one is told of as a word
    telling = [word for word in spelled if word not in stop_words(language)]
    lists = [words.beside(kind, language) for kind in _ORDINARY]
    return bool(telling) and all(any(w in known for known in lists) for w in telling)


def _language(code: str) -> str:
    return wording.word("language", code)


def _listed(given: Iterable[str]) -> str:
    texts = list(dict.fromkeys(given))
    more = len(texts) - _MOST_LISTED
    head = ", ".join(texts[:_MOST_LISTED])
    return f"{head} and {more} more" if more > 0 else head
