"""Values as JSON text, and back without loss.

One pydantic adapter per type reads and writes every frozen dataclass of
``monitor.model``. It does not choose what is stored, and it does not repair:
JSON that does not fit its type is an error.
"""

from functools import cache
from typing import Any

from pydantic import TypeAdapter


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def dump(kind: Any, value: Any) -> str:
    """Compact JSON text of a value.

    Args:
        kind: the value's type: a dataclass of the model, or a tuple of them.
        value: text in it holds no lone surrogates, floats in it are finite.
    """
    return _adapter(kind).dump_json(value).decode()


def load(kind: Any, text: str) -> Any:
    """The value that ``dump`` wrote.

    Raises:
        pydantic.ValidationError: the text was not written for this type.
    """
    return _adapter(kind).validate_json(text)
