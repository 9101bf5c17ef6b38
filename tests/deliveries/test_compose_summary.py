"""A summary counts once, and what it counts has room."""

import re

import pytest

from monitor.channels.message_text import render
from monitor.deliveries.compose_summary import (
    LISTED,
    held_message,
    listed_of,
    summary_message,
)
from monitor.model import Block, BlockKind, Call, Delivery, Message
from tests.builders import NOW, a_delivery, a_feed, a_message, a_report

SHORT = "https://fleuve.example/{}"
LONG = f"https://news.example/{{}}?a=1&b=2&c={'x' * 300}"


def a_call(number: int, address: str) -> Message:
    link = Block(kind=BlockKind.LINK, text="Link", url=address.format(number))
    return a_message(subject=f"HIGH · attack {number}", blocks=(link,))


def calls(count: int, address: str) -> list[Delivery]:
    return [
        a_delivery(key=f"alert:{n}", message=a_call(n, address)) for n in range(count)
    ]


def shown(message: Message) -> tuple[int, list[int]]:
    """How many calls a Telegram message lists, and how often it counts more."""
    text = render(message)
    return text.count("attack"), [int(n) for n in re.findall(r"and (\d+) more", text)]


@pytest.mark.parametrize("address", [SHORT, LONG])
@pytest.mark.parametrize("count", [1, 25, LISTED, 70, 500])
def test_what_a_summary_does_not_list_it_counts_once(count: int, address: str) -> None:
    message = summary_message([call.message for call in calls(count, address)])
    listed, more = shown(message)
    assert listed + sum(more) == count
    assert len(more) == (listed < count)
    assert listed >= min(count, 20)


@pytest.mark.parametrize("address", [SHORT, LONG])
def test_what_a_further_summary_is_for_is_in_no_digest(address: str) -> None:
    folded = calls(70, address)
    listed = listed_of(folded)
    waiting = len(folded) - len(listed)
    message = summary_message([call.message for call in listed], waiting=waiting)
    assert shown(message) == (len(listed), [waiting])
    assert "in a further message" in message.blocks[-1].text
    assert "digest" not in render(message)


def test_the_gravest_are_listed_first() -> None:
    call = Call(severity=9.0, reported_at=NOW, feed_id="f")
    grave = a_delivery(key="alert:grave", message=a_message(call=call))
    listed = listed_of([*calls(70, SHORT), grave])
    assert (len(listed), listed[0]) == (LISTED, grave)


@pytest.mark.parametrize(
    ("has_digest", "more"),
    [(True, "and 40 more, in the digest"), (False, "and 40 more")],
)
def test_what_is_held_is_in_a_digest_only_where_there_is_one(
    has_digest: bool, more: str
) -> None:
    reports = [a_report(article_id=f"a-{n}") for n in range(100)]
    message = held_message(a_feed(), reports, has_digest=has_digest)
    assert message.blocks[-1].text == more
