"""Signed pieces of evidence, and how they are shown.

What speaks for or against a name is found in ``beside``, ``weigh`` and ``settle``.
"""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

#: At or below this weight a reason alone says that the name is something else.
VETO = -3.0


class Reason(NamedTuple):
    """A signed piece of evidence."""

    weight: float
    text: str


def printed(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """The reasons as they are shown: ``+1.5 locative "in"``."""
    return tuple([f"{_signed(weight)} {text}" for weight, text in reasons])


@cache
def _signed(weight: float) -> str:
    return f"{weight:+g}"
