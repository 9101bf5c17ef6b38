"""Whatever is written wrongly in a file, it is told in words of this program."""

import json
import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import ConfigError
from monitor.settings import FeedsFile, MonitorFile
from monitor.toml import Table, read_table
from monitor.watchlists import WatchlistFile
from tests.test_reference import reference

#: What each key is set to in turn; None: it is left out.
WRONG: tuple[Any, ...] = (
    None, 7, -5, 10**6, 1.5, float("nan"), True, "Wrong value!", "", "x" * 300,
    [], [7], ["Wrong value!"], {"a": 1}, [{"a": 1}],
)  # fmt: skip
OURS = re.compile(
    r" wanted\b|: is missing; write .|unknown key|^store: use \"|proximity: of what|"
    r"type is missing; write|combination: two groups at least"
)
SHAPES: dict[str, type[Table]] = dict(
    zip(
        ("monitor", "feeds", "watchlist"),
        (MonitorFile, FeedsFile, WatchlistFile),
        strict=True,
    )
)

Path_ = tuple[str | int, ...]


def every_key(data: Any, path: Path_ = ()) -> Iterator[Path_]:
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if isinstance(key, str):
            yield (*path, key)
        if isinstance(value, dict | list):
            yield from every_key(value, (*path, key))


def changed(data: dict[str, Any], path: Path_, value: object) -> dict[str, Any]:
    copy = deepcopy(data)
    table: Any = copy
    for step in path[:-1]:
        table = table[step]
    if value is None:
        del table[path[-1]]
    else:
        table[path[-1]] = value
    return copy


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{json.dumps(k)} = {as_toml(v)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(as_toml, value))}]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)


def told(shape: type[Table], file: Path, data: dict[str, Any]) -> list[str]:
    """What is said of each mistake, without where it is."""
    lines = (f"{json.dumps(key)} = {as_toml(value)}" for key, value in data.items())
    file.write_text("\n".join(lines), encoding="utf-8")
    try:
        read_table(shape, file)
    except ConfigError as error:
        said = str(error).splitlines()
        return [re.sub(r"^.*?\.toml(:\d+)?: ", "", line) for line in said]
    return []


@pytest.mark.parametrize("part", [0, 1, 2], ids=list(SHAPES))
def test_no_mistake_is_told_in_a_librarys_words(part: int, tmp_path: Path) -> None:
    shape = list(SHAPES.values())[part]
    # Keys without a default stand there in comments.
    text = re.sub(r"(?m)^# ?(\w+ = .*)$", r"\1", reference()[part])
    data = tomllib.loads(text)
    file = tmp_path / "file.toml"
    said = {
        line: (path, value)
        for path in every_key(data)
        for value in WRONG
        for line in told(shape, file, changed(data, path, value))
    }
    assert len(said) > 40
    assert {line: of for line, of in said.items() if not OURS.search(line)} == {}
    assert [line for line in said if "[key]" in line] == []


def test_all_that_is_wrong_is_told_in_order_of_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "monitor.toml"
    path.write_text(
        "watchlists = []\n[alerts]\nfoo = 1\ncooldown = 45\nmax_calls = 0\n"
        '[[channel]]\nid = "Desk 1"\ntype = "console"\ntoken = "x"\nstate = "."\n'
    )
    with pytest.raises(ConfigError) as caught:
        read_table(MonitorFile, path)
    lines = str(caught.value).splitlines()
    told = [
        (":3: alerts: ", 'unknown key "foo"'),
        (":4: alerts.cooldown: ", "a length of time"),
        (":5: alerts.max_calls: ", "a whole number from 1 to 1000"),
        (":7: channel.1.console.id: ", "an id of small letters"),
        (":9: channel.1.console: ", 'unknown key "token"'),
        (":10: state: ", "belongs above the first [table] of the file"),
    ]
    assert len(lines) == len(told)
    for line, (where, what) in zip(lines, told, strict=True):
        assert where in line
        assert what in line


def test_a_table_that_must_be_one_of_many_says_so(tmp_path: Path) -> None:
    path = tmp_path / "monitor.toml"
    path.write_text('[channel]\nid = "a"\n[channel]\nid = "b"\n')
    with pytest.raises(ConfigError, match=r"write \[\[channel\]\] for each"):
        read_table(MonitorFile, path)
