"""Names and watches that cannot match whatever is published, or not as asked."""

from collections.abc import Iterator

from monitor.lint.finding import Finding, found
from monitor.matches.fuzzy import budget
from monitor.matches.phrases import PhraseIndex, shapes
from monitor.matches.shape import SHORTEST_FOLDED, is_acronym
from monitor.model import MatchMode, Name, Watch, WatchKind
from monitor.text import sound, split, tokenize


def dead(watch: Watch) -> Iterator[Finding]:
    """What in ``watch`` has no effect, or a wrong one, by the way it is written."""
    never = PhraseIndex((shape, text) for text in watch.never for shape in shapes(text))
    for name in watch.names:
        if not split(name.text):
            yield found(watch, name, "has no letter or digit", "delete it")
            continue
        for phrase in never.find(tokenize(name.text))[:1]:
            what = f'is always inside its own never "{phrase.meaning}"'
            yield found(watch, name, what, "delete one of the two")
        yield from _shape(watch, name)
        yield from _mode(name, watch)
    yield from _languages(watch)
    yield from _threshold(watch)


def _shape(watch: Watch, name: Name) -> Iterator[Finding]:
    """Capitals decide how a name is compared; wrong ones decide wrongly."""
    single = len(split(name.text)) == 1
    if single and name.text.islower():  # False for scripts without capitals
        capital = name.text.capitalize()
        what = "is written small, so that the word without a capital matches too"
        yield found(watch, name, what, f'write "{capital}"')
    is_word = name.text.isupper() and len(name.text) > SHORTEST_FOLDED
    if watch.kind is WatchKind.PLACE and is_word and is_acronym(name.text):
        what = "is in capitals, which is how an acronym is written: no other spelling"
        yield found(
            watch, name, f"{what} is looked for", f'write "{name.text.title()}"'
        )


def _mode(name: Name, watch: Watch) -> Iterator[Finding]:
    heard = " ".join(map(sound, split(name.text)))
    if name.mode is MatchMode.FUZZY and budget(len(heard)) == 0:
        what = 'is too short for mode "fuzzy": every short word is one letter away'
        yield found(watch, name, what, "leave the mode out, and list its spellings")


def _languages(watch: Watch) -> Iterator[Finding]:
    spoken = {name.language for name in watch.names} - {"und"}
    if spoken and spoken <= set(watch.not_languages):
        what = "keeps out every language that it has names in"
        yield found(watch, None, what, "take one out of not_languages")
    if spoken and watch.languages and spoken.isdisjoint(watch.languages):
        what = f"reads only {', '.join(watch.languages)}, and has no name in it"
        yield found(watch, None, what, "add a name in that language, or the language")


def _threshold(watch: Watch) -> Iterator[Finding]:
    reachable = sum(max(weight, 0) for _, weight in watch.words)
    if watch.words and not watch.combination and reachable < watch.threshold:
        what = f"needs {watch.threshold:g}, and all its words add up to {reachable:g}"
        yield found(watch, None, what, "lower threshold, or raise the weights")
