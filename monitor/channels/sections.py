"""How the blocks of a message belong together."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from monitor.model import BlockKind


class HasKind(Protocol):
    """A block, or what a channel made of one."""

    @property
    def kind(self) -> BlockKind:
        """How it is to be read."""
        ...


Part = TypeVar("Part", bound=HasKind)


def sections(parts: Iterable[Part]) -> list[list[Part]]:
    """A heading with what stands under it; the first may have no heading."""
    found: list[list[Part]] = []
    for part in parts:
        if found and part.kind is not BlockKind.HEADING:
            found[-1].append(part)
        else:
            found.append([part])
    return found


def entries(parts: Iterable[Part]) -> list[tuple[Part, ...]]:
    """An item with what tells of it, or a part of its own."""
    found: list[tuple[Part, ...]] = []
    for part in parts:
        is_of_item = bool(found) and found[-1][0].kind is BlockKind.ITEM
        if is_of_item and part.kind not in (BlockKind.ITEM, BlockKind.HEADING):
            found[-1] = (*found[-1], part)
        else:
            found.append((part,))
    return found
