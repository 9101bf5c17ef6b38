"""The part of a place's name that stands for the whole: Banguel for Banguel-Toupé.

It chooses parts; what such a mention must prove is for ``weigh``.
"""

from monitor.matches import words
from monitor.matches.shape import SHORTEST_FOLDED, has_case, letter_count
from monitor.model import Name
from monitor.text import folded_words

#: Shorter parts are too often words of their own.
_SHORTEST = 6
_ORDINARY = frozenset(
    {"feature", "organisation", "title", "particle", "civic", "conflict", "group"}
    | {"qualifier", "administration"}
)
_PEOPLE = frozenset({"people"})
_QUALIFIERS = frozenset({"qualifier"})


def parts(name: Name) -> list[str]:
    """What is left of a name of several words without its last, or its first."""
    spelled = name.text.replace("-", " ").split()
    if len(spelled) == 1 or not has_case(name.text):
        return []
    halves = ((spelled[:-1], spelled[-1]), (spelled[1:], spelled[0]))
    return [" ".join(part) for part, rest in halves if _stands_alone(part, rest)]


def _stands_alone(part: list[str], rest: str) -> bool:
    """Whether a part tells which place: of "Bidi 2" it does, of "South Darfur" not."""
    quarter = rest.isdigit() or _is_listed(rest, _PEOPLE)
    shortest = SHORTEST_FOLDED if quarter else _SHORTEST
    return (
        part[0][0].isupper()
        and letter_count(" ".join(part)) >= shortest
        and not all(map(_is_ordinary, part))
        and not _is_listed(rest, _QUALIFIERS)
    )


def _is_ordinary(text: str) -> bool:
    return any(map(words.is_known, folded_words(text))) or _is_listed(text, _ORDINARY)


def _is_listed(text: str, kinds: frozenset[str]) -> bool:
    found = words.kinds_in(None, folded_words(text))
    return any(not kinds.isdisjoint(listed) for listed in found)
