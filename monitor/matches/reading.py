"""An article as the matcher reads it: words, their capitals, their sentences.

It offers looks at the text, made when first asked for; it weighs nothing.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from monitor.language import identify
from monitor.model import Article
from monitor.text import Tokens, tokenize

#: What may stand between the words of one name.
_SOFT_GAP = re.compile(r"[\s\-‐-―'’‘\"“”„«»‹›]*")
_HARD_STOP = re.compile(r"[!?؟。…\n]|\.[\s\"”»)]")
#: A sentence is not looked at further away than this many words.
_SENTENCE_REACH = 60
#: An initial or "Mr." ends no sentence.
_LONGEST_ABBREVIATION = 2
#: Share of long words with a capital that makes a headline's capitals say nothing;
#: in running text, lists of names need more to count as that.
_MOSTLY = 0.75
_NEARLY_ALL = 0.9


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words ``[first, last)`` of a sentence, and how it uses capitals."""

    first: int
    last: int
    #: All in capitals.
    shouting: bool
    #: A capital on nearly every word.
    titled: bool

    @property
    def mute(self) -> bool:
        """Whether capitals say nothing here."""
        return self.shouting or self.titled


@dataclass(frozen=True)
class Reading:
    """An article's title and text in one, and views of it."""

    article: Article
    tokens: Tokens
    _sentences: dict[int, Sentence] = field(default_factory=dict, repr=False)

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 code: the article's own, else what the text looks like."""
        declared = self.article.language
        if declared:
            return declared.replace("_", "-").split("-")[0].lower()
        return identify(self.tokens.original)

    @cached_property
    def has_capitals(self) -> bool:
        """Whether any letter is a capital."""
        return self.tokens.original != self.tokens.original.lower()

    def is_only_small(self, word: str) -> bool:
        """Whether a folded word surely stands in the text without any capital.

        Answered for plain letters only, where counting is enough: most of what could
        be an acronym ("is", "as") is turned away without looking for its place.
        """
        if not self.tokens.original.isascii():
            return False
        written, small = self._bare
        return written.count(word) == small.count(word)

    @cached_property
    def _bare(self) -> tuple[str, str]:
        """The text without apostrophes, and the same in small letters."""
        bare = self.tokens.original.replace("'", "").replace("`", "")
        return bare, bare.lower()

    def surface(self, first: int, last: int | None = None) -> str:
        """A word as it is written, or the words up to ``last``."""
        start, end = self.tokens.span(first)
        if last is not None:
            end = self.tokens.span(last - 1)[1]
        return self.tokens.original[start:end]

    @cached_property
    def word_count(self) -> int:
        """How many words title and text have."""
        return len(self.tokens.words)

    def is_capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        start, _ = self.tokens.span(index)
        return self.tokens.original[start].isupper()

    def gap(self, index: int) -> str:
        """What stands before the word at ``index``, up to the word before it."""
        start = self.tokens.span(index - 1)[1] if index > 0 else 0
        end = len(self.tokens.original)
        if index < self.word_count:
            end = self.tokens.span(index)[0]
        return self.tokens.original[start:end]

    def is_soft(self, index: int) -> bool:
        """Whether the words at ``index - 1`` and ``index`` can be one name."""
        if not 0 < index < self.word_count or self._is_border(index):
            return False
        return _SOFT_GAP.fullmatch(self.gap(index)) is not None

    def _is_border(self, index: int) -> bool:
        """Whether the title ends before the word at ``index``."""
        border = len(self.article.title)
        return self.tokens.span(index - 1)[1] <= border <= self.tokens.span(index)[0]

    def is_line_start(self, index: int) -> bool:
        """Whether the title, the text or a line begins with the word at ``index``."""
        return index == 0 or self._is_border(index) or "\n" in self.gap(index)

    def is_start(self, index: int) -> bool:
        """Whether a sentence begins with the word at ``index``."""
        if index == 0 or self._is_border(index):
            return True
        stop = _HARD_STOP.search(self.gap(index))
        if not stop:
            return False
        short = len(self.surface(index - 1)) <= _LONGEST_ABBREVIATION
        return not (short and stop[0].startswith("."))

    def place(self, start: int, end: int) -> tuple[str, int, int]:
        """Field, start and end for code points of title and text joined."""
        text_start = len(self.article.title) + 1
        if start < text_start:
            return "title", start, end
        return "text", start - text_start, end - text_start

    def sentence(self, index: int) -> Sentence:
        """The sentence that the word at ``index`` stands in."""
        first = index
        while first > max(0, index - _SENTENCE_REACH) and not self.is_start(first):
            first -= 1
        if first not in self._sentences:
            self._sentences[first] = self._read_sentence(first, index)
        return self._sentences[first]

    def _read_sentence(self, first: int, index: int) -> Sentence:
        last, end = index + 1, self.word_count
        while last < min(end, index + _SENTENCE_REACH) and not self.is_start(last):
            last += 1
        long = [self.surface(i) for i in range(first, last)]
        long = [word for word in long if len(word) > 3 and word[0].isalpha()]  # noqa: PLR2004
        in_title = self.tokens.span(first)[0] < len(self.article.title)
        enough = (_MOSTLY if in_title else _NEARLY_ALL) * len(long)
        capital = sum(word[0].isupper() for word in long)
        upper = sum(word.isupper() for word in long)
        return Sentence(
            first,
            last,
            shouting=len(long) > 1 and upper >= enough,
            titled=len(long) > 3 and capital >= enough,  # noqa: PLR2004
        )


def read(article: Article) -> Reading:
    """``article`` ready to be matched."""
    return Reading(article, tokenize(f"{article.title}\n{article.text}"))
