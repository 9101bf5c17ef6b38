"""Labelled pairs of articles: JSON lines, kept by hand or by `monitor stories`.

One line a pair: ``{"article": id, "other": id, "same": bool}``; further keys (titles)
are for people. Of two lines on one pair the later counts.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from monitor.errors import ConfigError
from monitor.model import Label

Id = Annotated[str, Field(min_length=1)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    article: Id
    other: Id
    same: bool


def load_labels(path: Path) -> tuple[Label, ...]:
    """The pairs in the file; none where there is no file.

    Raises:
        ConfigError: with file and line.
    """
    if not path.exists():
        return ()
    labels: dict[frozenset[str], Label] = {}
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: cannot be read: is not text in UTF-8") from None
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            line = _Line.model_validate_json(row)
        except ValidationError:
            raise ConfigError(
                f"{path}:{number}: no labelled pair; wanted is "
                '{"article": "id", "other": "id", "same": true}'
            ) from None
        labels[frozenset((line.article, line.other))] = Label(
            article_id=line.article, other_id=line.other, is_same=line.same
        )
    return tuple(labels.values())


def add_labels(path: Path, labels: Iterable[tuple[Label, str, str]]) -> None:
    """Append pairs, each with the two titles, so that a person can read the file."""
    with path.open("a", encoding="utf-8") as file:
        for label, title, other_title in labels:
            row = {
                "article": label.article_id,
                "other": label.other_id,
                "same": label.is_same,
                "titles": [title, other_title],
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
