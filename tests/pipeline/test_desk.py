"""The desk's memory of what was told, when stories turn out to be one."""

from datetime import timedelta

from monitor.model import Label, Report, Toll, Verdict, Watchlist
from monitor.pipeline.desk import Desk
from monitor.settings import MonitorFile
from tests.builders import NOW, a_report, an_event

HOUR = timedelta(hours=1)


def a_desk() -> Desk:
    watchlist = Watchlist(watchlist_id="sahel", title="Central Sahel", watches=())
    return Desk([watchlist], MonitorFile())


def killed(count: int, article_id: str, text: str, hours: int) -> Report:
    return a_report(
        article_id=article_id,
        title=text,
        text="",
        published_at=NOW + hours * HOUR,
        fetched_at=NOW + hours * HOUR,
        event=an_event(killed=Toll(low=count, high=count, text="")),
    )


def test_what_was_told_last_of_two_stories_is_what_a_change_is_measured_by() -> None:
    desk = a_desk()
    first = killed(1, "a-1", "Une bombe explose au marché de Kati", 0)
    second = killed(5, "a-2", "Des tirs nourris devant une caserne", 1)
    third = killed(5, "a-3", "Le bilan est confirmé par un hôpital", 3)
    desk.label([Label(article_id="a-1", other_id="a-2", is_same=False)])
    told = [desk.consider(r, now=r.article.fetched_at) for r in (first, second)]
    assert [outcome.loudest.verdict for outcome in told] == [Verdict.ALERT] * 2
    desk.label(
        [
            Label(article_id="a-1", other_id="a-2", is_same=True),
            Label(article_id="a-1", other_id="a-3", is_same=True),
        ]
    )
    assert len(desk.repair(NOW + 2 * HOUR)) == 1
    again = desk.consider(third, now=NOW + 3 * HOUR)
    assert again.loudest.verdict is not Verdict.UPDATE
