"""When an event happened, from weekday and date words, relative to publication.

It gives a day or only how exactly the text dates the event; it never takes the day of
the report for the event's.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from monitor.events.datelines import line_end
from monitor.events.numbers import YEARS
from monitor.events.passages import Hit, Sentence
from monitor.model import DatePrecision

_DAYS = range(1, 32)
_WEEK = 7
#: Words from "Friday" to "22 July".
_WEEKDAY_REACH = 3
#: Years after which a date may fall on the same weekday again.
_WEEKDAY_YEARS = 5
#: A day and month without a year that lies further ahead than this is last year's.
_AHEAD = timedelta(days=2)
#: Date words that give no day, the more exact first.
_LONGER = {"week": DatePrecision.WEEK, "month": DatePrecision.MONTH}
_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})|(\d{4})-(\d{2})-(\d{2})")


def find_date(
    sentences: Sequence[Sentence],
    background: Sequence[Sentence],
    today: date | None,
    read_on: date,
) -> tuple[date | None, DatePrecision, str]:
    """The event's date, how exactly it is known, and the words that give it.

    Args:
        sentences: of the article, title first.
        background: those of them that tell of the past.
        today: local day of publication, if known.
        read_on: day on which the article was fetched; it is no later than that.
    """
    behind = {id(sentence) for sentence in background}
    front = [sentence for sentence in sentences if id(sentence) not in behind]
    for sentence in front:
        found = _day_of(sentence, today)
        if found is not None:
            return found[0], DatePrecision.DAY, found[1]
    undated = _by_weekdays(front, read_on) if today is None else None
    if undated is not None:
        return undated[0], DatePrecision.DAY, undated[1]
    return None, *_longer(front)


def _longer(sentences: Sequence[Sentence]) -> tuple[DatePrecision, str]:
    """The week or month that the event is dated to, and the words that say so."""
    for kind, precision in _LONGER.items():
        for sentence in sentences:
            for hit in _told(sentence):
                if hit.cue.name.partition(" ")[0] == kind:
                    return precision, sentence.quote(hit.start, hit.end)
    return DatePrecision.UNKNOWN, ""


def _told(sentence: Sentence) -> list[Hit]:
    """The date words of a sentence behind its dateline."""
    start = line_end(sentence)
    return [hit for hit in sentence.named("date") if hit.start >= start]


def _day_of(sentence: Sentence, today: date | None) -> tuple[date, str] | None:
    """The day that a sentence gives, a calendar date before a weekday."""
    weak: list[tuple[date, str]] = []
    for day, words, is_exact in _dates(sentence, today):
        if is_exact:
            return day, words
        weak.append((day, words))
    if not weak:
        return None
    return min(weak) if _tells_of_words(sentence) else weak[0]


def _tells_of_words(sentence: Sentence) -> bool:
    """Whether the news is a claim or a reaction: the attack was on the earlier day."""
    return sentence.has("cue", "claim", "unclaimed") or sentence.has(
        "status", "reaction"
    )


def _dates(sentence: Sentence, today: date | None) -> Iterator[tuple[date, str, bool]]:
    """(day, words, whether the calendar date is written out) of a sentence."""
    start = line_end(sentence)
    figures = [i for i in sentence.figures if i >= start]
    for i in sorted({*figures, *(hit.start for hit in _told(sentence))}):
        surface = sentence.surfaces[i]
        day = _numeric(surface, today)
        if day:
            yield day, surface, True
        for hit in sentence.hits_at(i, "date"):
            found = _from_hit(sentence, hit, today)
            if found:
                yield found


def _numeric(surface: str, today: date | None) -> date | None:
    match = _NUMERIC.fullmatch(surface)
    if match is None:
        return None
    parts = [int(part) for part in match.groups() if part]
    year, month, day = parts if match[4] else parts[::-1]
    found = _day(year, month, day)
    return found if found and (today is None or found <= today + _AHEAD) else None


def _from_hit(
    sentence: Sentence, hit: Hit, today: date | None
) -> tuple[date, str, bool] | None:
    kind, _, value = hit.cue.name.partition(" ")
    words = sentence.quote(hit.start, hit.end)
    if kind == "month":
        return _calendar(sentence, hit, int(value), today)
    if today is None or kind == "week":
        return None
    if kind == "day":
        return today + timedelta(days=int(value)), words, False
    back = (today.weekday() - int(value)) % _WEEK
    return today - timedelta(days=back), words, False


def _calendar(
    sentence: Sentence, hit: Hit, month: int, today: date | None
) -> tuple[date, str, bool] | None:
    """A day of a month: "July 22, 2022", "22 juillet", "le 1er octobre"."""
    found = _day_number(sentence, hit)
    if found is None:
        return None
    number, start, end = found
    year = next(
        (n for at in range(end, end + 3) if (n := _number(sentence, at)) in YEARS), None
    )
    day = _near(today, year, month, number)
    return (day, sentence.quote(start, end), True) if day else None


def _day_number(sentence: Sentence, month: Hit) -> tuple[int, int, int] | None:
    """(day of the month, start, end) of a date around the name of its month."""
    for at in (month.start - 1, month.start - 2, _behind(sentence, month)):
        number = _number(sentence, at)
        if number is not None and number in _DAYS:
            return number, min(month.start, at), max(month.end, at + 1)
    return None


def _behind(sentence: Sentence, month: Hit) -> int:
    """The token behind a month, and behind the full stop of its short form."""
    return month.end + (sentence.surfaces[month.end : month.end + 1] == ["."])


def _by_weekdays(
    sentences: Sequence[Sentence], read_on: date
) -> tuple[date, str] | None:
    """A date without a year in an undated article: "Friday, July 22".

    The weekday tells the year, for it comes back after five or six at the earliest.
    """
    for sentence in sentences:
        for hit in _told(sentence):
            kind, _, month = hit.cue.name.partition(" ")
            found = _day_number(sentence, hit) if kind == "month" else None
            if found is None:
                continue
            number, start, end = found
            day = _on(_weekday_before(sentence, start), int(month), number, read_on)
            if day is not None:
                return day, sentence.quote(start, end)
    return None


def _weekday_before(sentence: Sentence, start: int) -> int | None:
    for at in range(max(0, start - _WEEKDAY_REACH), start):
        for hit in sentence.hits_at(at, "date"):
            kind, _, value = hit.cue.name.partition(" ")
            if kind == "weekday":
                return int(value)
    return None


def _on(weekday: int | None, month: int, number: int, read_on: date) -> date | None:
    """The latest such day on such a weekday that is not ahead of `read_on`."""
    for year in range(read_on.year, read_on.year - _WEEKDAY_YEARS, -1):
        day = _day(year, month, number)
        if day and day <= read_on + _AHEAD and day.weekday() == weekday:
            return day
    return None


def _number(sentence: Sentence, at: int) -> int | None:
    if not 0 <= at < len(sentence.words):
        return None
    surface = sentence.surfaces[at]
    return sentence.words[at].number if surface[0].isdigit() else None


def _near(today: date | None, year: int | None, month: int, day: int) -> date | None:
    """The date in the year given, or the latest that is not ahead of publication."""
    if year is not None:
        found = _day(year, month, day)
        return found if found and (today is None or found <= today + _AHEAD) else None
    if today is None:
        return None
    found = _day(today.year, month, day)
    if found and found > today + _AHEAD:
        found = _day(today.year - 1, month, day)
    return found


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
