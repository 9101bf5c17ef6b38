"""A sorted text is searched line by line where it lies.

A hundred thousand lines as objects of their own would cost a second and 30 MB before
the first question.
"""

from bisect import bisect_right
from collections.abc import Iterator

#: About as many bytes are searched for a line; their first lines are remembered.
_PAGE = 1024


class SortedLines:
    """Lines in the order of their UTF-8 bytes, each ended by a newline."""

    def __init__(self, text: bytes) -> None:
        self._text = b"\n" + text
        self._starts: list[int] = []
        self._firsts: list[bytes] = []
        at = 0
        while at + 1 < len(self._text):
            self._starts.append(at)
            end = self._text.index(b"\n", at + 1)
            self._firsts.append(self._text[at + 1 : end])
            at = self._text.index(b"\n", max(end, min(at + _PAGE, len(text))))

    def starting(self, prefix: str) -> Iterator[str]:
        """The lines that begin with a text that is not empty, in order."""
        wanted = b"\n" + prefix.encode()
        # The first of them is on the last page that begins before it, or opens the
        # next one.
        page = max(0, bisect_right(self._firsts, wanted[1:]) - 1)
        after = self._starts[page + 2 : page + 3] or [len(self._text)]
        at = self._text.find(wanted, self._starts[page], after[0])
        while at >= 0 and self._text.startswith(wanted, at):
            end = self._text.index(b"\n", at + 1)
            yield self._text[at + 1 : end].decode()
            at = end
