"""Whether an article is too old to call, or undated where nothing counts as new."""

from datetime import datetime, timedelta

from monitor.durations import in_words
from monitor.model import Decision, Report, Verdict

#: What an outlet dates may be in its feed only so much later.
APPEARS_WITHIN = timedelta(hours=12)


def staleness(
    report: Report,
    *,
    baseline: bool,
    heard_at: datetime | None,
    max_age: timedelta,
    now: datetime,
) -> Decision | None:
    """Why the article cannot call for its age; None where it can.

    Args:
        baseline: whether this is the first good poll of its feed.
        heard_at: when the feed last brought anything new before this.
        max_age: beyond which by its own date it does not call.
    """
    published = report.article.published_at
    if published is None:
        return _undated() if baseline else None
    age = now - published
    if age <= max_age:
        return None
    is_late = heard_at is not None and published > heard_at - APPEARS_WITHIN
    return Decision(
        verdict=Verdict.DIGEST if is_late else Verdict.HOLD,
        reason="late" if is_late else "too_old",
        detail=f"published {in_words(age)} ago",
    )


def _undated() -> Decision:
    return Decision(
        verdict=Verdict.HOLD,
        reason="baseline",
        detail="undated, on the first poll of its feed",
    )
