"""The line that a news agency's report begins with: "NIAMEY, July 21 (Xinhua) --".

It says where it ends; its day is that of the report, not that of the event.
"""

import re

from monitor.events.passages import Sentence

_PLACE = r"[^\W\d_][^\d(),\n]{1,40}"
_COUNTRY = r"(?:,[^\d(),\n]{1,30})?"
#: "July 21", "Wednesday, July 21", "21 juillet", "1er mai 2024".
_DAY = (
    r"(?:[^\W\d_]+\.?,?\s+){0,2}\d{1,2}(?:er|st|nd|rd|th)?"
    r"(?:\s+[^\W\d_]+\.?)?(?:,?\s+\d{4})?"
)
_AGENCY = r"[(\[/][^()\[\]\n]{2,40}[)\]/]"
_LINE = re.compile(
    rf"\s*(?P<bracket>\()?(?P<place>{_PLACE}){_COUNTRY},\s*{_DAY}[\s)]*"
    rf"(?P<agency>{_AGENCY})?\s*(?P<dash>(?:--|[-–—:])(?=\s))?"
)


def line_end(sentence: Sentence) -> int:
    """The token behind the dateline of a sentence, 0 where it has none.

    A place in capitals needs an agency or a dash behind its day; any other needs
    both, or brackets and a dash: "(Bamako, 14 mai) -".
    """
    if sentence.where == "title" or sentence.index:
        return 0
    match = _LINE.match(sentence.text)
    if match is None:
        return 0
    marks = sum(match[mark] is not None for mark in ("bracket", "agency", "dash"))
    is_upper = match["place"].isupper() and not sentence.text.isupper()
    if marks < (1 if is_upper else 2):
        return 0
    end = sentence.offset + match.end()
    return sentence.tokens_between(end, end)[0]
