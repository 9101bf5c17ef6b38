"""The pace never passes what the provider allows, however sends are spread."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.deliveries.pace import CHAT, GROUP, OVERALL, Limit, may_send
from tests.builders import NOW

Attempts = list[tuple[str, datetime]]


def test_one_message_a_second_goes_to_a_chat() -> None:
    just_now = [("7", NOW - timedelta(milliseconds=999))]
    assert not may_send("7", just_now, now=NOW)
    assert may_send("8", just_now, now=NOW)
    assert may_send("7", [("7", NOW - timedelta(seconds=1))], now=NOW)


def test_twenty_messages_a_minute_go_to_a_group() -> None:
    twenty = [("-7", NOW - timedelta(seconds=2 + 2 * n)) for n in range(20)]
    assert not may_send("-7", twenty, now=NOW)
    assert may_send("-7", twenty[:-1], now=NOW)
    assert may_send("7", [("7", at) for _, at in twenty], now=NOW)


@given(
    gaps=st.lists(st.integers(0, 700), min_size=50, max_size=200),
    chats=st.lists(st.sampled_from(["-1", "-2", "3", "4"]), min_size=1),
)
def test_the_limits_hold_in_every_window(gaps: list[int], chats: list[str]) -> None:
    now, sent = NOW, Attempts()
    for number, gap in enumerate(gaps):
        now += timedelta(milliseconds=gap)
        chat = chats[number % len(chats)]
        if may_send(chat, sent, now=now):
            sent.append((chat, now))
    for chat in set(chats):
        here = [at for c, at in sent if c == chat]
        assert holds(CHAT, here)
        assert not chat.startswith("-") or holds(GROUP, here)
    assert holds(OVERALL, [at for _, at in sent])


def holds(limit: Limit, times: list[datetime]) -> bool:
    return all(
        sum(timedelta() <= at - start < limit.span for at in times) <= limit.count
        for start in times
    )
