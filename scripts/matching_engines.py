"""Ways to look for many names in a text: this project's, and the usual ones."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import Article, MatchStatus, Watch, Watchlist

NOW = datetime(2022, 7, 22, tzinfo=UTC)
BLANK = Article(
    article_id="1",
    feed_id="bench",
    source="Bench",
    url="",
    title="",
    text="",
    language=None,
    published_at=NOW,
    fetched_at=NOW,
    country=None,
    reliability="F",
)
#: From a text to the names found in it.
Engine = Callable[[str], set[str]]


def monitor_engine(watches: Sequence[Watch]) -> Engine:
    """This project's matcher; what it accepts counts."""
    label = {watch.watch_id: watch.names[0].text for watch in watches}
    lexicon = compile_lexicon(
        [Watchlist(watchlist_id="bench", title="Bench", watches=tuple(watches))]
    )

    def find(text: str) -> set[str]:
        article = replace(BLANK, text=text)
        return {
            label[match.watch_id]
            for match in find_matches(article, lexicon)
            if match.status is MatchStatus.ACCEPTED
        }

    return find


def _names(watches: Iterable[Watch]) -> dict[str, str]:
    """Each spelling, and the name that stands for its watch."""
    return {n.text: w.names[0].text for w in watches for n in w.names}


def re_engine(watches: Sequence[Watch], *, flags: int = 0) -> Engine:
    """One alternation of the standard library's regular expressions."""
    names = _names(watches)
    if flags:
        names = {text.lower(): name for text, name in names.items()}
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", flags)
    key = str.lower if flags else str
    return lambda text: {names.get(key(hit), "") for hit in pattern.findall(text)}


def re_any_case_engine(watches: Sequence[Watch]) -> Engine:
    """The same without regard to case."""
    return re_engine(watches, flags=re.IGNORECASE)


def flashtext_engine(watches: Sequence[Watch]) -> Engine:
    """FlashText's trie of whole words."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for text, name in _names(watches).items():
        processor.add_keyword(text, name)
    return lambda text: set(processor.extract_keywords(text))


def pyahocorasick_engine(watches: Sequence[Watch]) -> Engine:
    """Aho-Corasick on small letters, edges checked."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for text, name in _names(watches).items():
        automaton.add_word(text.lower(), (len(text), name))
    automaton.make_automaton()

    def find(text: str) -> set[str]:
        small = f" {text.lower()} "
        return {
            name
            for end, (size, name) in automaton.iter(small)
            if not (small[end + 1].isalnum() or small[end - size].isalnum())
        }

    return find


def spacy_engine(watches: Sequence[Watch]) -> Engine:
    """SpaCy's PhraseMatcher on small letters, with its language-neutral tokens."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("xx")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for text, name in _names(watches).items():
        matcher.add(name, [nlp.make_doc(text)])
    return lambda text: {
        nlp.vocab.strings[found] for found, _, _ in matcher(nlp.make_doc(text))
    }


ENGINES: dict[str, Callable[[Sequence[Watch]], Engine]] = {
    "this project": monitor_engine,
    "re": re_engine,
    "re, any case": re_any_case_engine,
    "FlashText": flashtext_engine,
    "pyahocorasick": pyahocorasick_engine,
    "spaCy PhraseMatcher": spacy_engine,
}
