"""Where in its file a watch, or one of its names, stands."""

import re
from itertools import pairwise


def locate(text: str, watch_id: str, name: str | None = None) -> int | None:
    """The line, counted from 1, of a name of a watch, else of the watch; None: nowhere.

    Args:
        text: a watchlist file that holds.
        name: as written in a value of the watch's table.
    """
    lines = text.splitlines()
    headers = [n for n, line in enumerate(lines) if line.lstrip().startswith("[[")]
    for first, last in pairwise([*headers, len(lines)]):
        table = range(first, last)
        wanted = re.compile(rf'\s*id\s*=\s*"{re.escape(watch_id)}"')
        start = next((n for n in table if wanted.match(lines[n])), None)
        if start is not None:
            named = (n for n in table if name is not None and f'"{name}"' in lines[n])
            return next(named, start) + 1
    return None
