"""Text becomes comparable: folded letters, and words with their place in the original.

It knows no names and no language, and never changes what is stored or shown.
"""

from monitor.text.abbreviations import is_abbreviation
from monitor.text.folding import Folded, fold, fold_plainly
from monitor.text.memory import Memory
from monitor.text.sounds import FOREIGN, skeleton, sound
from monitor.text.tokens import (
    Tokens,
    folded_words,
    is_unspaced,
    split,
    tokenize,
    words,
)

__all__ = [
    "FOREIGN",
    "Folded",
    "Memory",
    "Tokens",
    "fold",
    "fold_plainly",
    "folded_words",
    "is_abbreviation",
    "is_unspaced",
    "skeleton",
    "sound",
    "split",
    "tokenize",
    "words",
]
