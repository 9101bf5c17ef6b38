"""A mistake that pydantic found, in the words of who writes TOML, with an example.

The examples are those of ``config/reference.toml``, which has every key.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator
from pydantic_core import (
    ErrorDetails,
    InitErrorDetails,
    PydanticCustomError,
)
from pydantic_core.core_schema import ErrorType

from monitor.shipped import shipped

_HEADER = re.compile(r"\[\[?(\w+)\]\]?")
_KEY = re.compile(r"(?:# )?(\w+) = (.+)")
_WANTED = {
    "tuple_type": "a list",
    "too_short": "one at least",
    "string_type": "a text in quotes",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
}
_TABLES = ("model_type", "dict_type", "model_attributes_type")
_UNTYPED = 'type is missing; write type = "telegram" (or console, file, email, webhook)'
_TWICE = re.compile(r"Cannot declare \('(?P<name>\w+)',\) twice (?P<where>.*)")
_COMMENT = re.compile(r"\s+#.*")


def wanted(words: str) -> WrapValidator:
    """Say of any value that does not fit that these words are wanted instead."""

    def check(value: object, fits: ValidatorFunctionWrapHandler) -> object:
        try:
            return fits(value)
        except ValidationError:
            told = {"words": words}
            raise PydanticCustomError("wanted", "{words} is wanted", told) from None

    return WrapValidator(check)


def of_syntax(error: Exception) -> str:
    """What is wrong with a text that is no TOML."""
    if twice := _TWICE.match(str(error)):
        name = twice["name"]
        return f"[{name}] stands twice: write [[{name}]] for each {twice['where']}"
    return f"not valid TOML: {error}"


def again(detail: ErrorDetails) -> InitErrorDetails:
    """A mistake that was found, to be told among others."""
    name, context = detail["type"], detail.get("ctx", {})
    kind: PydanticCustomError | str = name
    if name not in get_args(ErrorType):
        told = {**context, "told": detail["msg"]}
        kind = PydanticCustomError(name, "{told}", told)
    return InitErrorDetails(
        type=kind, loc=detail["loc"], input=detail["input"], ctx=context
    )


def in_words(detail: ErrorDetails) -> str:
    """What is wanted where a value does not fit: 'a whole number is wanted, as ...'."""
    kind = detail["type"]
    names = [part for part in detail["loc"] if isinstance(part, str)]
    example = _example(names)
    if kind == "tuple_type" and isinstance(detail["input"], dict) and not example:
        return f"a list of tables is wanted: [[{names[-1]}]]"
    if kind in _WANTED:
        return f"{_WANTED[kind]} is wanted" + (f", as {example}" if example else "")
    if kind in _TABLES:
        is_one_of_many = isinstance(detail["loc"][-1], int)
        header = f"[[{names[-1]}]]" if is_one_of_many else f"[{names[-1]}]"
        return f"a table is wanted: {header}"
    if kind == "missing":
        return f"is missing; write {example or f'[{names[-1]}]'}"
    return _of_choices(detail)


def _of_choices(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return f"one of {_quoted(context['expected'])} is wanted"
    if kind == "union_tag_invalid":
        types = _quoted(context["expected_tags"])
        return f"type: one of {types} is wanted (got {context['tag']!r})"
    return _UNTYPED if kind == "union_tag_not_found" else detail["msg"]


def _quoted(expected: str) -> str:
    return expected.replace("'", '"')


def _example(names: list[str]) -> str | None:
    """How the reference writes the innermost of these keys that it has, if any."""
    for key in reversed(names):
        shown = [(table, line) for table, name, line in _lines() if name == key]
        if shown:
            return min(shown, key=lambda pair: pair[0] != names[0])[1]
    return None


@cache
def _lines() -> tuple[tuple[str, str, str], ...]:
    """(table, key, the line without its comment) of the reference."""
    return tuple(_read())


def _read() -> Iterator[tuple[str, str, str]]:
    text = (shipped("config") / "reference.toml").read_text(encoding="utf-8")
    table = ""
    for line in text.splitlines():
        if header := _HEADER.match(line):
            table = header[1]
        elif key := _KEY.fullmatch(line):
            value = _COMMENT.sub("", key[2]).replace("[]", '["..."]')
            yield table, key[1], f"{key[1]} = {value}"
