"""What was made of a word is remembered, because news repeats its words."""

from collections.abc import Callable
from typing import TypeVar

#: 10 MB at most; a day's news has fewer.
_MOST_WORDS = 40_000
#: What is longer is hardly a word, and seldom comes again.
_LONGEST = 40

Result = TypeVar("Result")


class Memory(dict[str, Result]):
    """What a function makes of each word; forgets everything when full.

    Three times as fast as `functools.lru_cache`, which orders its entries at each use.
    """

    def __init__(self, make: Callable[[str], Result]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, word: str) -> Result:
        made = self.make(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST_WORDS:
                self.clear()
            self[word] = made
        return made
