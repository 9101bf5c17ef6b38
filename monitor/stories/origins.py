"""Who the wording of an article comes from: an agency that is credited, or the outlet.

It judges no reliability; that is the feed's configuration.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from monitor.model import Article

#: Credits stand at the head or the foot of a text.
_HEAD = 400
_FOOT = 160


def origin_of(article: Article) -> str:
    """The agency that the article credits first, else its outlet's name.

    A text that only quotes an agency ("told AFP") has its facts from there as well,
    so it does not count as independent either.
    """
    text = article.text
    shown = f"{article.title}\n{text[:_HEAD]}"
    if len(text) > _HEAD:
        shown = f"{shown}\n{text[max(_HEAD, len(text) - _FOOT) :]}"
    marks, names = _credits()
    for found in marks.finditer(shown):
        start, end = found.span()
        if (
            not shown[start - 1 : start].isalnum()
            and not shown[end : end + 1].isalnum()
        ):
            return names[found[0]]
    return article.source


@cache
def _credits() -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of every mark, the longest first, and the agency of each mark."""
    path = files("monitor") / "data" / "stories" / "agencies.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    names = {
        mark: agency["name"] for agency in table["agency"] for mark in agency["marks"]
    }
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), names
