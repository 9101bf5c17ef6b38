"""An article as the matcher reads it: words, their capitals, their sentences.

It offers looks at the text, made when first asked for; it weighs nothing.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from monitor.language import spoken
from monitor.matches import words
from monitor.model import Article
from monitor.text import Tokens, is_abbreviation, tokenize
from monitor.text.datelines import dateline_place

#: What may stand between the words of one name.
_SOFT_GAP = re.compile(r"[\s\-‐-―'’‘\"“”„«»‹›]*")
_HARD_STOP = re.compile(r"[.!?؟。…\n](?:(?<!\.)|(?=[\s\"”»)]))")
#: A sentence is not looked at further away than this many words.
_SENTENCE_REACH = 60
#: Short words have small letters even in titles; so many long ones make a title.
_LONG = 4
_ENOUGH_LONG = 4
#: Share of long words with a capital that makes a headline's capitals say nothing;
#: in running text, lists of names need more to count as that.
_MOSTLY = 0.75
_NEARLY_ALL = 0.9


@dataclass(eq=False)
class Sentence:
    """The words ``[first, last)`` of a sentence, and how it uses capitals."""

    first: int
    last: int
    _tokens: Tokens = field(repr=False)
    _in_title: bool

    @property
    def shouting(self) -> bool:
        """Whether it is all in capitals."""
        return self._style[0]

    @property
    def mute(self) -> bool:
        """Whether capitals say nothing here: nearly every word has one."""
        return any(self._style)

    @cached_property
    def _style(self) -> tuple[bool, bool]:
        """Whether its long words are all in capitals, and whether they have one each.

        Nearly all of them.
        """
        text, here = self._tokens.original, slice(self.first, self.last)
        spans = zip(self._tokens.starts[here], self._tokens.ends[here], strict=True)
        long = [text[i:j] for i, j in spans if j - i >= _LONG and text[i].isalpha()]
        capital = [word for word in long if word[0].isupper()]
        enough = (_MOSTLY if self._in_title else _NEARLY_ALL) * len(long)
        shouting = len(long) > 1 and sum(map(str.isupper, capital)) >= enough
        return shouting, len(long) >= _ENOUGH_LONG and len(capital) >= enough


@dataclass(frozen=True)
class Reading:
    """An article's title and text in one, and views of it."""

    article: Article
    tokens: Tokens
    #: How many words title and text have.
    word_count: int
    #: The first word after the title.
    _border: int
    _sentences: dict[tuple[int, int], Sentence] = field(
        default_factory=dict, repr=False
    )
    _sentence_of: dict[int, Sentence] = field(default_factory=dict, repr=False)
    _gaps: dict[int, str] = field(default_factory=dict, repr=False)
    _listed: dict[tuple[str, int, int], Sequence[int]] = field(
        default_factory=dict, repr=False
    )

    @cached_property
    def language(self) -> str | None:
        """ISO 639-1 code: the article's own, else what the text looks like."""
        return spoken(self.article.language, self.tokens.original)

    @cached_property
    def has_capitals(self) -> bool:
        """Whether any letter is a capital."""
        return self.tokens.original != self.tokens.original.lower()

    @cached_property
    def written_at(self) -> tuple[int, int] | None:
        """Where the text's dateline has its place: code points of title and text."""
        found = dateline_place(self.article.text)
        before = len(self.article.title) + 1
        return found and (before + found[0], before + found[1])

    def surface(self, first: int, last: int | None = None) -> str:
        """A word as it is written, or the words up to ``last``."""
        tokens = self.tokens
        end = tokens.ends[first if last is None else last - 1]
        return tokens.original[tokens.starts[first] : end]

    def is_capital(self, index: int) -> bool:
        """Whether a word begins with a capital letter."""
        return self.tokens.original[self.tokens.starts[index]].isupper()

    def gap(self, index: int) -> str:
        """What stands before the word at ``index``, up to the word before it."""
        gap = self._gaps.get(index)
        if gap is None:
            gap = self._gaps[index] = self.tokens.gap(index)
        return gap

    def is_soft(self, index: int) -> bool:
        """Whether the words at ``index - 1`` and ``index`` can be one name."""
        if not 0 < index < self.word_count or index == self._border:
            return False
        gap = self.gap(index)
        return gap == " " or _SOFT_GAP.fullmatch(gap) is not None

    def is_line_start(self, index: int) -> bool:
        """Whether the title, the text or a line begins with the word at ``index``."""
        return index in (0, self._border) or "\n" in self.gap(index)

    def is_start(self, index: int) -> bool:
        """Whether a sentence begins with the word at ``index``."""
        place = bisect_left(self._starts, index)
        return place < len(self._starts) and self._starts[place] == index

    @cached_property
    def _starts(self) -> list[int]:
        """The words that begin a sentence, in order."""
        text, starts = self.tokens.original, self.tokens.starts
        found = {0, self._border}
        before = 0
        for stop in _HARD_STOP.finditer(text):
            index = bisect_left(starts, stop.end())
            if index != before and not is_abbreviation(text, stop.start()):
                found.add(index)
            before = index
        return sorted(found)

    def place(self, start: int, end: int) -> tuple[str, int, int]:
        """Field, start and end for code points of title and text joined."""
        text_start = len(self.article.title) + 1
        if start < text_start:
            return "title", start, end
        return "text", start - text_start, end - text_start

    def sentence(self, index: int) -> Sentence:
        """The sentence that the word at ``index`` stands in."""
        sentence = self._sentence_of.get(index)
        if sentence is None:
            sentence = self._sentence_of[index] = self._find_sentence(index)
        return sentence

    def _find_sentence(self, index: int) -> Sentence:
        place = bisect_right(self._starts, index)
        first = max(self._starts[place - 1], index - _SENTENCE_REACH)
        ends = (*self._starts[place : place + 1], self.word_count)
        last = min(*ends, index + _SENTENCE_REACH)
        if (first, last) not in self._sentences:
            in_title = self.tokens.starts[first] < len(self.article.title)
            sentence = Sentence(first, last, self.tokens, in_title)
            self._sentences[first, last] = sentence
        return self._sentences[first, last]

    def kinds(self, index: int) -> frozenset[str]:
        """The lists of the article's language that the word at ``index`` is on.

        None where there is no word.
        """
        return self._kinds[index]

    def is_listed(self, index: int, kind: str) -> bool:
        """Whether there is a word at ``index``, and it is on the list of a kind."""
        return kind in self._kinds[index]

    @cached_property
    def _kinds(self) -> list[frozenset[str]]:
        # Up to two words behind the last are asked for, and one before the first.
        return words.kinds_in(self.language, [*self.tokens.words, "", ""])

    def listed(self, kind: str, sentence: Sentence) -> Sequence[int]:
        """The words of a sentence that are on the list of a kind, in order."""
        key = kind, sentence.first, sentence.last
        known = self._listed.get(key)
        if known is None:
            kinds = self._kinds[sentence.first : sentence.last]
            known = [i for i, k in enumerate(kinds, sentence.first) if k and kind in k]
            self._listed[key] = known
        return known


def read(article: Article) -> Reading:
    """``article`` ready to be matched."""
    tokens = tokenize(f"{article.title}\n{article.text}")
    border = bisect_left(tokens.starts, len(article.title))
    return Reading(article, tokens, len(tokens.words), border)
