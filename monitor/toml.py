"""A TOML file becomes a checked value, or an error that says how to mend it.

It knows nothing of what the tables mean; it never reads a secret.
"""

import difflib
import re
import tomllib
from collections.abc import Collection
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from monitor.errors import ConfigError
from monitor.mistakes import again, in_words, of_syntax

_DURATION = re.compile(r"(\d{1,18})\s*(s|m|h|d)")
#: A moment so long ago is still a date.
_LONGEST = timedelta(days=36_500)
#: Ends pydantic's path where not a value is wrong but its key.
_KEY_ITSELF = "[key]"
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def duration(text: object) -> timedelta:
    """The length of time that ``"90s"``, ``"15m"``, ``"24h"`` or ``"7d"`` names.

    Raises:
        PydanticCustomError: for anything else, zero and over 100 years included.
    """
    if isinstance(text, timedelta):
        return text
    found = _DURATION.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None or int(found[1]) == 0:
        raise PydanticCustomError(
            "duration",
            'a length of time with its unit is wanted: "90s", "15m", "24h" or "7d"',
        )
    try:
        length = timedelta(**{_UNITS[found[2]]: int(found[1])})
    except OverflowError:
        length = timedelta.max
    if length > _LONGEST:
        raise PydanticCustomError(
            "duration_too_long", "a length of time of 100 years at most is wanted"
        )
    return length


def duration_text(length: timedelta) -> str:
    """The length as a configuration writes it, in the largest unit that fits."""
    seconds = int(length.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    PlainSerializer(duration_text),
    WithJsonSchema({"type": "string", "pattern": r"^\d+\s*[smhd]$"}),
]


class Table(BaseModel):
    """One TOML table: frozen, and without keys that nobody reads."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    @model_validator(mode="wrap")
    @classmethod
    def _knows_its_keys(cls, data: Any, reads: ModelWrapValidatorHandler[Self]) -> Self:
        """Tells of unknown keys beside what is wrong with the known ones."""
        known = [f.alias or name for name, f in cls.model_fields.items()]
        unknown = [key for key in data if key not in known] if _is_table(data) else []
        if not unknown:
            return reads(data)
        found = [_unknown(key, known, data) for key in unknown]
        try:
            reads({key: value for key, value in data.items() if key in known})
        except ValidationError as error:
            found += map(again, error.errors())
        raise ValidationError.from_exception_data(cls.__name__, found)

    @classmethod
    def read(cls, path: Path) -> Self:
        """The table that the file at ``path`` holds.

        Raises:
            ConfigError: with file, line, key and fix, one line per mistake.
        """
        return read_table(cls, path)


def _is_table(data: object) -> bool:
    return isinstance(data, dict)


def _unknown(key: str, known: list[str], table: object) -> InitErrorDetails:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    hint = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(known)}"
    told = {"key": key, "hint": hint}
    mistake = PydanticCustomError("unknown_key", 'unknown key "{key}"; {hint}', told)
    return InitErrorDetails(type=mistake, loc=(), input=table)


AnyTable = TypeVar("AnyTable", bound=Table)


def read_table(shape: type[AnyTable], path: Path) -> AnyTable:
    """The file at ``path`` as a value of ``shape``.

    Raises:
        ConfigError: with file, line, key and fix, one line per mistake.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        why = "is not text in UTF-8; save it as such"
        raise ConfigError(f"{path}:{line}: cannot be read: {why}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {of_syntax(error)}") from None
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        above = frozenset(shape.model_fields)
        found = [_mistake(path, text, detail, above) for detail in error.errors()]
        found.sort(key=lambda mistake: mistake[0])
        raise ConfigError("\n".join(words for _, words in found)) from None


def _mistake(
    path: Path, text: str, detail: ErrorDetails, above: Collection[str]
) -> tuple[int, str]:
    """The line it stands on, 0 where that is not known, and what is wrong.

    Args:
        above: keys that stand above the first table.
    """
    loc = detail["loc"]
    key = detail.get("ctx", {}).get("key") if detail["type"] == "unknown_key" else None
    line = line_of(text, loc if key is None else (*loc, key))
    where = f"{path}:{line}" if line else str(path)
    if key in above and loc:
        words = f"{key}: belongs above the first [table] of the file, not under one"
        return line or 0, f"{where}: {words}"
    return line or 0, f"{where}: {_in_full(detail)}"


def _in_full(detail: ErrorDetails) -> str:
    loc = detail["loc"]
    parts = (str(p + 1) if isinstance(p, int) else p for p in loc)
    key = ".".join(part for part in parts if part != _KEY_ITSELF)
    message = in_words(detail)
    given = detail["input"]
    shown = isinstance(given, str | int | float | bool) and detail["type"] not in (
        "unknown_key",
        "missing",
    )
    return f"{key + ': ' if key else ''}{message}" + (
        f" (got {given!r})" if shown else ""
    )


def line_of(text: str, loc: tuple[int | str, ...]) -> int | None:
    """The line, counted from 1, that a key path most likely stands on.

    ``("place", 2, "near")`` is the key ``near`` in the third ``[[place]]``.
    """
    lines = text.splitlines()
    at = 0
    found: int | None = None
    for step, following in pairwise((*loc, None)):
        if not isinstance(step, str):
            continue
        nth = following if isinstance(following, int) else 0
        header = re.compile(rf"\s*\[\[?\s*{re.escape(step)}\s*\]\]?")
        plain = re.compile(
            rf'\s*"?{re.escape(step)}"?\s*=|.*[{{,]\s*{re.escape(step)}\s*='
        )
        hits = [n for n in range(at, len(lines)) if header.match(lines[n])]
        if len(hits) > nth:
            at = hits[nth]
            found = at + 1
            continue
        end = next(
            (n for n in range(at + 1, len(lines)) if lines[n].startswith("[")),
            len(lines),
        )
        key = next((n for n in range(at, end) if plain.match(lines[n])), None)
        if key is not None:
            at = key
            found = at + 1
    return found
