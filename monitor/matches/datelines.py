"""The town that a report was written in: "(Bamako, 20 Nov 2026)", "KATI, Mali (AP) --".

What it tells of may have happened anywhere.
"""

import re

#: A word that begins with no small letter.
_NAME = r"[^\W\d_a-zß-öø-ÿа-яё][^\W\d_]*(?:['’-][^\W\d_]+)*"
_PLACE = rf"(?P<place>{_NAME}(?: (?:(?:de|du|la|sur|el|al) )?{_NAME}){{0,3}})"
#: ", Mali" or " (Mali)".
_COUNTRY = r"(?:,\s*[^\W\d_][^\d(),\n]{1,30}|\s*\([^\W\d_][^\d(),\n]{1,30}\))?"
#: ", November 20, 2026", ", Friday, July 21", ", le 21 juillet", ", 1er mai 2024".
_DAY = (
    r",\s*(?:[^\W\d_]+\.?,?\s+){0,2}\d{1,2}(?:er|st|nd|rd|th)?"
    r"(?:\s+[^\W\d_]+\.?)?(?:,?\s+\d{4})?"
)
#: "(AFP)", "/APA/", "(Reuters)".
_AGENCY = r"\s*[(\[/](?:[A-Z]{2,8}|Reuters|Xinhua|Anadolu)[)\]/]"
_DASH = r"\s*(?:--|[-–—:])\s"
_LINES = tuple(
    re.compile(rf"\s*{form}")
    for form in (
        rf"\({_PLACE}{_COUNTRY}{_DAY}\)",
        rf"\({_PLACE}{_COUNTRY}\){_DASH}",
        rf"{_PLACE}{_COUNTRY}(?:{_DAY})?{_AGENCY}(?:{_DASH})?",
        rf"(?=[^a-z(,]+,){_PLACE}{_COUNTRY}{_DAY}{_DASH}",
    )
)


def dateline(text: str) -> tuple[int, int] | None:
    """The place of the dateline that a text begins with: code points, half open.

    A heading ("Kati: ...", "KATI - ...") is none: it says what the report is about.
    """
    for line in _LINES:
        if found := line.match(text):
            return found.span("place")
    return None
