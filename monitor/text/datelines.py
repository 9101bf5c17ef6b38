"""The line that an agency's report begins with: "NIAMEY, July 21 (Xinhua) --".

Its place is where the report was written and its day when; what it tells of may have
happened anywhere, at any time.
"""

import re

#: "July 21", "Wednesday, July 21", "21 juillet", "1er mai 2024".
_DAY = (
    r"(?:[^\W\d_]+\.?,?\s+){0,2}\d{1,2}(?:er|st|nd|rd|th)?"
    r"(?:\s+[^\W\d_]+\.?)?(?:,?\s+\d{4})?"
)
_DASH = r"(?:--|[-–—:])"

_DATED = re.compile(
    r"\s*(?P<bracket>\()?(?P<place>[^\W\d_][^\d(),\n]{1,40})(?:,[^\d(),\n]{1,30})?"
    rf",\s*{_DAY}[\s)]*(?P<agency>[(\[/][^()\[\]\n]{{2,40}}[)\]/])?"
    rf"\s*(?P<dash>{_DASH}(?=\s))?"
)

#: A word that begins with no small letter.
_NAME = r"[^\W\d_a-zß-öø-ÿа-яё][^\W\d_]*(?:['’-][^\W\d_]+)*"
_PLACE = rf"(?P<place>{_NAME}(?: (?:(?:de|du|la|sur|el|al) )?{_NAME}){{0,3}})"
#: ", Mali" or " (Mali)".
_COUNTRY = r"(?:,\s*[^\W\d_][^\d(),\n]{1,30}|\s*\([^\W\d_][^\d(),\n]{1,30}\))?"
#: "(AFP)", "/APA/", "(Reuters)".
_AGENCY = r"\s*[(\[/](?:[A-Z]{2,8}|Reuters|Xinhua|Anadolu)[)\]/]"
_PLACED = tuple(
    re.compile(rf"\s*{form}")
    for form in (
        rf"\({_PLACE}{_COUNTRY},\s*{_DAY}\)",
        rf"\({_PLACE}{_COUNTRY}\)\s*{_DASH}\s",
        rf"{_PLACE}{_COUNTRY}(?:,\s*{_DAY})?{_AGENCY}(?:\s*{_DASH}\s)?",
        rf"(?=[^a-z(,]+,){_PLACE}{_COUNTRY},\s*{_DAY}\s*{_DASH}\s",
    )
)


def dateline_place(text: str) -> tuple[int, int] | None:
    """The place of the dateline that a text begins with: code points, half open.

    A heading ("Kati: ...", "KATI - ...") is none: it says what the report is about.
    """
    for line in _PLACED:
        if found := line.match(text):
            return found.span("place")
    return None


def dateline_end(text: str) -> int:
    """Where a dateline with a day ends, code points; 0 where a text begins with none.

    A place in capitals needs an agency or a dash behind its day; any other needs
    both, or brackets and a dash: "(Bamako, 14 mai) -".
    """
    found = _DATED.match(text)
    if found is None:
        return 0
    marks = sum(found[mark] is not None for mark in ("bracket", "agency", "dash"))
    is_upper = found["place"].isupper() and not text.isupper()
    return found.end() if marks >= (1 if is_upper else 2) else 0
