"""The language a text is in, found offline.

It names one language or none; it neither translates nor splits mixed texts. CLD2
(2 MB, 0.02 ms a text) answers where its wheel exists, py3langid elsewhere.
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.util import find_spec

#: CLD2 refuses control characters, lone surrogates and noncharacters.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)
_MAIL = re.compile(r"\S+@\S+")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
#: More tells nothing new.
_READ_LENGTH = 1000
#: A dominant language has at least this share of the text, in percent.
_DOMINANT_PERCENT = 60
#: Below this probability py3langid is guessing.
_LIKELY = 0.7
#: Codes that ISO 639-1 has retired, and CLD2's own.
_RENAMED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}


def spoken(declared: str | None, text: str) -> str | None:
    """ISO 639-1 code: of what a feed declares ("fr-ML"), else of what it looks like."""
    if declared:
        return declared.replace("_", "-").split("-")[0].lower()
    return identify(text)


def identify(text: str) -> str | None:
    """The ISO 639-1 code of the dominant language, or None where unsure."""
    return _identify(text[:_READ_LENGTH])


@lru_cache(maxsize=16)
def _identify(text: str) -> str | None:
    """Remembered for a moment: matcher and reader ask for the same article."""
    readable = _readable(text)
    if not any(map(str.isalpha, readable)):
        return None
    # Capitals tell both libraries nothing; headlines in capitals are common.
    code = _identifier()(readable.lower() if readable.isupper() else readable)
    return _RENAMED.get(code, code) if code and len(code) == 2 else None  # noqa: PLR2004


def _readable(text: str) -> str:
    """``text`` without what is no language; looks that cost little come first."""
    if not text.replace("\n", " ").replace("\u00a0", " ").isprintable():
        text = _UNREADABLE.sub(" ", text)
    if "@" in text:
        text = _MAIL.sub(" ", text)
    if "://" in text or "www." in text:
        text = _LINK.sub(" ", text)
    return text


@cache
def _identifier() -> Callable[[str], str | None]:
    if find_spec("pycld2"):
        return _with_cld2()
    return _with_py3langid()


def _with_cld2() -> Callable[[str], str | None]:
    import pycld2  # noqa: PLC0415  no wheel for Python 3.14

    def ask(text: str) -> str | None:
        try:
            reliable, _, found = pycld2.detect(text, bestEffort=False)
        except pycld2.error:  # a character it refuses and we do not know of
            return None
        _, code, percent, _ = found[0]
        if not reliable or percent < _DOMINANT_PERCENT or code == "un":
            return None
        return str(code)

    return ask


def _with_py3langid() -> Callable[[str], str | None]:
    from py3langid.langid import (  # noqa: PLC0415  only where pycld2 is not
        MODEL_FILE,
        LanguageIdentifier,
    )

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def ask(text: str) -> str | None:
        code, probability = identifier.classify(text)
        return str(code) if probability >= _LIKELY else None

    return ask
