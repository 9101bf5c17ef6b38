from datetime import timedelta

from monitor.model import FeedState
from monitor.store import Store, claims, feeds
from tests.builders import NOW, a_feed, a_feed_state

LEASE = timedelta(minutes=3)


def ids(claimed) -> list[str]:
    return [feed.feed_id for feed, _ in claimed]


def claim(store: Store, *, now=NOW, limit=10, per_host=10):
    with store.begin() as tx:
        return feeds.claim_due(tx, now=now, limit=limit, lease=LEASE, per_host=per_host)


def with_feeds(store: Store, *wanted, now=NOW) -> None:
    with store.begin() as tx:
        feeds.sync(tx, wanted, now=now)


def test_new_feed_is_due_at_once(store):
    with_feeds(store, a_feed())
    assert claim(store) == ((a_feed(), FeedState(next_poll_at=NOW)),)


def test_state_comes_back_as_it_was_saved(store):
    with_feeds(store, a_feed())
    state = a_feed_state(failure_count=3, failure="timed out\0 \ud800")
    with store.begin() as tx:
        feeds.save(tx, "fleuve", state)
    with store.read() as tx:
        [(feed, stored)] = feeds.states(tx)
    assert feed == a_feed()
    assert stored == a_feed_state(failure_count=3, failure="timed out\ufffd ?")
    assert stored.next_poll_at.utcoffset() == timedelta(0)


def test_leased_feed_is_given_to_nobody_else_until_saved(store):
    with_feeds(store, a_feed())
    claim(store)
    assert claim(store, now=NOW + LEASE / 2) == ()
    with store.begin() as tx:
        feeds.save(tx, "fleuve", a_feed_state(next_poll_at=NOW))
    assert ids(claim(store)) == ["fleuve"]


def test_lease_of_a_dead_holder_ends(store):
    with_feeds(store, a_feed())
    claim(store)
    assert ids(claim(store, now=NOW + LEASE)) == ["fleuve"]


def test_longest_overdue_feed_comes_first_up_to_the_limit(store):
    with_feeds(store, *(a_feed(feed_id=name) for name in "abc"))
    with store.begin() as tx:
        for minutes, name in enumerate("cba"):
            at = NOW + timedelta(minutes=minutes)
            feeds.save(tx, name, FeedState(next_poll_at=at))
    assert ids(claim(store, now=NOW + timedelta(minutes=2), limit=2)) == ["c", "b"]


def test_feed_is_not_claimed_before_its_time(store):
    with_feeds(store, a_feed())
    assert claim(store, now=NOW - timedelta(seconds=1)) == ()


def test_one_host_is_polled_by_so_many_at_a_time(store):
    urls = {"a": "https://x.example/a", "b": "https://x.example/b"}
    urls["c"] = "https://y.example/c"
    with_feeds(store, *(a_feed(feed_id=name, url=url) for name, url in urls.items()))
    assert ids(claim(store, per_host=1)) == ["a", "c"]
    assert claim(store, per_host=1) == ()
    with store.begin() as tx:
        feeds.save(tx, "a", FeedState(next_poll_at=NOW + LEASE))
    assert ids(claim(store, per_host=1)) == ["b"]


def test_feed_gone_from_the_configuration_is_not_polled_until_it_is_back(store):
    with_feeds(store, a_feed(), a_feed(feed_id="delta"))
    with store.begin() as tx:
        feeds.save(tx, "fleuve", a_feed_state())
    with_feeds(store, a_feed(feed_id="delta"))
    assert ids(claim(store)) == ["delta"]
    with store.read() as tx:
        assert ids(feeds.states(tx)) == ["delta"]
    with_feeds(store, a_feed(feed_id="delta"), a_feed(), now=NOW)
    [(_, state)] = claim(store)
    assert state == a_feed_state(next_poll_at=NOW)


def test_changed_configuration_keeps_the_state(store):
    with_feeds(store, a_feed())
    with store.begin() as tx:
        feeds.save(tx, "fleuve", a_feed_state())
    slower = a_feed(interval=timedelta(minutes=7, microseconds=1), reliability="C")
    with_feeds(store, slower)
    with store.read() as tx:
        assert feeds.states(tx) == ((slower, a_feed_state()),)


def test_poll_that_died_is_not_made_up_for_before_the_feeds_interval(store):
    with_feeds(store, a_feed())
    claim(store)
    later = NOW + a_feed().interval
    with store.begin() as tx:
        claims.end_all(tx)
    assert claim(store, now=later - timedelta(seconds=1)) == ()
    with store.begin() as tx:
        claims.end_all(tx)
    assert len(claim(store, now=later)) == 1


def test_lease_of_a_clock_that_was_put_back_blocks_no_other_feed_of_its_host(store):
    with_feeds(store, a_feed(), a_feed(feed_id="delta"))
    assert len(claim(store, now=NOW + timedelta(days=1000), per_host=1)) == 1
    assert len(claim(store, per_host=1)) == 1
    assert claim(store, per_host=1) == ()
