"""Many articles are read side by side, and nobody can tell from the reports."""

from dataclasses import replace

import pytest

from monitor.model import Watchlist
from monitor.pipeline.read import WORTH_A_PROCESS, Reader, read_many
from tests.builders import an_article
from tests.matches.sahel import a_watch

KATI = Watchlist(
    watchlist_id="w", title="W", watches=(a_watch("kati", "Kati", country="ML"),)
)


def in_capitals(article):
    return replace(article, title=article.title.replace("kati", "Kati"))


@pytest.mark.parametrize("in_full", [True, False])
@pytest.mark.parametrize("count", [3, WORTH_A_PROCESS + 1])
def test_reports_come_as_if_read_one_by_one(count, in_full):
    articles = [
        an_article(
            article_id=str(number),
            title="Attack on the camp at kati" if number % 3 else "Rain in the north",
            text="Two soldiers were killed near Bamako, Mali, the army said.",
        )
        for number in range(count)
    ]
    reader = Reader([KATI])
    wanted = [reader.read(in_capitals(a), in_full=in_full) for a in articles]
    found = list(read_many((KATI,), articles, prepare=in_capitals, in_full=in_full))
    assert found == wanted
    assert sum(bool(report.matches) for report in found) == sum(
        number % 3 > 0 for number in range(count)
    )


def test_an_article_that_names_nothing_comes_back_as_it_was_given():
    (first, *_) = read_many(
        (KATI,),
        [an_article(title="Rain", text="")] * (WORTH_A_PROCESS + 1),
        prepare=in_capitals,
        in_full=False,
    )
    assert first.article.title == "Rain"
    assert first.matches == ()
