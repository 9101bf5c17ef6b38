"""What a name's length and shape decide: how it is compared and what it must prove.

Every choice made here can be overridden in the watchlist; the text is not looked at.
"""

from enum import Enum, auto

from monitor.matches import words
from monitor.model import Ambiguity, MatchMode, Name, Watch, WatchKind
from monitor.text import fold, folded_words

#: Up to three letters nothing but the exact spelling is safe.
SHORTEST_FOLDED = 4
#: One word is distinctive enough for another spelling of its sounds from here on,
SHORTEST_RESPELT_WORD = 5
#: and for a misspelling from here on.
SHORTEST_MISSPELT_WORD = 6
#: Several words are from here on,
SHORTEST_RESPELT_PHRASE = 6
#: and from here on.
SHORTEST_MISSPELT_PHRASE = 10
_LONGEST_ACRONYM = 7
_AMBIGUITIES = (Ambiguity.LOW, Ambiguity.MEDIUM, Ambiguity.HIGH)


class Case(Enum):
    """What capitals a name asks for."""

    NONE = auto()
    #: A capital first letter, in one word at least.
    CAPITAL = auto()
    #: As the watchlist writes it; a place also all in capitals.
    EXACT = auto()
    #: All in capitals; from four letters on also as a word, as French writes "Gsim".
    ACRONYM = auto()


def is_acronym(text: str) -> bool:
    """Whether a name is letters that stand for words: JNIM, M23, FAMa."""
    capitals = sum(map(str.isupper, text))
    return (
        text.isalnum()
        and 1 < len(text) <= _LONGEST_ACRONYM
        and capitals > 1 - any(map(str.isdigit, text))
        and 2 * capitals > len(text)
    )


def letter_count(text: str) -> int:
    """Letters and digits of a name, once folded."""
    return sum(map(len, folded_words(text)))


def has_case(text: str) -> bool:
    """Whether the name's script knows capitals and the name uses them."""
    return any(map(str.isupper, text))


def mode_of(name: Name, ambiguity: Ambiguity | None = None) -> MatchMode:
    """The most liberal way in which a name is compared; stricter ways are included.

    ``ambiguity`` is what its watch says: one word that means other things even as it is
    spelled is not looked for in other spellings.
    """
    if name.mode is not None:
        return name.mode
    count = letter_count(name.text)
    many = len(folded_words(name.text)) > 1
    if has_case(name.text) and (is_acronym(name.text) or count < SHORTEST_FOLDED):
        return MatchMode.EXACT
    if ambiguity is Ambiguity.HIGH and not many:
        return MatchMode.FOLDED
    if count >= (SHORTEST_MISSPELT_PHRASE if many else SHORTEST_MISSPELT_WORD):
        return MatchMode.FUZZY
    respelt = count >= (SHORTEST_RESPELT_PHRASE if many else SHORTEST_RESPELT_WORD)
    return MatchMode.SKELETON if respelt else MatchMode.FOLDED


def case_of(name: Name, mode: MatchMode) -> Case:
    """What capitals a name compared in ``mode`` asks for in a text."""
    if not has_case(name.text):
        return Case.NONE
    if mode is not MatchMode.EXACT:
        return Case.CAPITAL
    return Case.ACRONYM if is_acronym(name.text) else Case.EXACT


def ambiguity_of(watch: Watch, name: Name) -> Ambiguity:
    """How much a name must prove: what the watch says, else what its shape suggests.

    A long phrase needs one step less than the watch asks of its short names.
    """
    spelled = folded_words(name.text)
    long = len(spelled) > 1 and letter_count(name.text) >= SHORTEST_MISSPELT_PHRASE
    if watch.ambiguity is not None:
        step = _AMBIGUITIES.index(watch.ambiguity) - long
        return _AMBIGUITIES[max(0, step)]
    if len(spelled) > 1:
        return Ambiguity.LOW
    return propose_ambiguity(name.text, watch.kind)


def propose_ambiguity(text: str, kind: WatchKind) -> Ambiguity:
    """The ambiguity of a single word: its length, and what else it is a word for."""
    folded = fold(text).text
    if folded in words.country_names():
        return Ambiguity.MEDIUM
    if folded in words.languages_by_word() or folded in words.given_names():
        return Ambiguity.HIGH
    count = letter_count(text)
    if is_acronym(text) or kind is WatchKind.GROUP:
        return Ambiguity.LOW if count >= SHORTEST_FOLDED else Ambiguity.MEDIUM
    if kind is WatchKind.PERSON:
        return Ambiguity.MEDIUM
    return Ambiguity.LOW if count > SHORTEST_FOLDED else Ambiguity.MEDIUM
