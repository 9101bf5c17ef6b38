"""The reference has every key, holds, and tells the defaults as they are."""

import tomllib
from pathlib import Path

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from monitor.settings import FeedsFile, MonitorFile
from monitor.shipped import shipped
from monitor.watchlists import WatchlistFile, load_watchlist


def reference() -> list[str]:
    text = (shipped("config") / "reference.toml").read_text(encoding="utf-8")
    parts = text.split("\n# --- ")
    assert len(parts) == 4
    return [part.partition("\n")[2] for part in parts[1:]]


def test_the_reference_holds(tmp_path: Path) -> None:
    monitor, feeds, watchlist = reference()
    assert MonitorFile.model_validate(tomllib.loads(monitor))
    assert FeedsFile.model_validate(tomllib.loads(feeds))
    file = tmp_path / "example.toml"
    file.write_text(watchlist, encoding="utf-8")
    assert load_watchlist(file).watches


def tables(shape: type[BaseModel]) -> list[type[BaseModel]]:
    found = [shape]
    for field in shape.model_fields.values():
        for inner in _models(field):
            found += tables(inner)
    return found


def _models(field: FieldInfo) -> list[type[BaseModel]]:
    def walk(kind: object) -> list[type[BaseModel]]:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return [kind]
        return [m for arg in getattr(kind, "__args__", ()) for m in walk(arg)]

    return walk(field.annotation)


@pytest.mark.parametrize(
    ("shape", "part"), [(MonitorFile, 0), (FeedsFile, 1), (WatchlistFile, 2)]
)
def test_every_key_is_in_the_reference(shape: type[BaseModel], part: int) -> None:
    text = reference()[part]
    names = {
        field.alias or name
        for table in tables(shape)
        for name, field in table.model_fields.items()
    }
    told = {name for name in names if f"{name} = " in text or f"[{name}]" in text}
    assert names == told


def test_the_defaults_in_the_reference_are_the_defaults() -> None:
    written = tomllib.loads(reference()[0])
    for name, table in (
        (name, field.default)
        for name, field in MonitorFile.model_fields.items()
        if isinstance(field.default, BaseModel)
    ):
        assert type(table).model_validate(written[name]) == table
        assert written[name].keys() == type(table).model_fields.keys()
