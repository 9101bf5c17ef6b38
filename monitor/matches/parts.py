"""The part of a place's name that stands for the whole: Banguel for Banguel-Toupé.

It chooses parts; what such a mention must prove is for ``weigh``.
"""

from monitor.matches import words
from monitor.matches.shape import SHORTEST_FOLDED, has_case, letter_count
from monitor.model import Name
from monitor.text import split

#: Shorter parts are too often words of their own.
_SHORTEST = 6
_ORDINARY = (
    *("feature", "organisation", "title", "particle", "civic", "conflict", "group"),
    "qualifier",
)


def parts(name: Name) -> list[str]:
    """What is left of a name of several words without its last, or its first."""
    spelled = name.text.replace("-", " ").split()
    if len(spelled) < 2 or not has_case(name.text):  # noqa: PLR2004
        return []
    halves = ((spelled[:-1], spelled[-1]), (spelled[1:], spelled[0]))
    return [" ".join(part) for part, rest in halves if _stands_alone(part, rest)]


def _stands_alone(part: list[str], rest: str) -> bool:
    """Whether a part tells which place: of "Bidi 2" it does, of "South Darfur" not."""
    quarter = rest.isdigit() or _is_listed(rest, ("people",))
    shortest = SHORTEST_FOLDED if quarter else _SHORTEST
    return (
        part[0][0].isupper()
        and letter_count(" ".join(part)) >= shortest
        and not all(map(_is_ordinary, part))
        and not _is_listed(rest, ("qualifier",))
    )


def _is_ordinary(text: str) -> bool:
    return any(map(words.is_known, split(text))) or _is_listed(text, _ORDINARY)


def _is_listed(text: str, kinds: tuple[str, ...]) -> bool:
    lists = [words.beside(kind) for kind in kinds]
    return any(word in known for word in split(text) for known in lists)
