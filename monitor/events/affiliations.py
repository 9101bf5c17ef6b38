"""What kind of people a known group's are: soldiers, militia, insurgents ...

From `monitor/data/actors/groups.toml`, by the group's id or one of its names.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from monitor.model import Watch, WatchKind
from monitor.text import Memory, fold

#: Kinds of groups in the file, as the kinds of people of the cue words.
_KINDS = {
    "rebel": "militant",
    "state": "army",
    "pmc": "army",
    "militia": "militia",
    "peacekeepers": "peacekeeper",
}
#: A watched group of which nothing is known: most are non-state armed groups.
_UNKNOWN = "rebel"


def kind_of(watch: Watch) -> str | None:
    """The kind of people of a watched group; None for a person or anything else."""
    if watch.kind is not WatchKind.GROUP:
        return None
    known = _groups()
    if watch.watch_id in known:
        return known[watch.watch_id]
    return next(
        (known[k] for n in watch.names if (k := _KEYS[n.text]) in known), _UNKNOWN
    )


@cache
def _groups() -> Mapping[str, str]:
    """Kind of people by group id and by folded name."""
    path = files("monitor") / "data" / "actors" / "groups.toml"
    found: dict[str, str] = {}
    for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
        kind = _KINDS[group["kind"]]
        found[group["id"]] = kind
        for names in group["names"].values():
            found.update((fold(name).text, kind) for name in names)
    return found


_KEYS = Memory(lambda name: fold(name).text)
