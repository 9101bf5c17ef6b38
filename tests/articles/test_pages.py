"""A page that leads to one entry, to its versions, or to many entries."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.articles.identity import is_another
from tests.articles.test_identity import DAY, keys, marks
from tests.builders import an_article

VERSION = "https://site.example/2022/07/camp"


def test_guid_that_counts_versions_of_its_page_is_known_by_the_page():
    (first,) = keys(marks(guid=f"{VERSION}#0"))
    (second,) = keys(marks(guid=f"{VERSION}#1", title="Nine die at the camp's gate"))
    shared = set(first) & set(second)
    assert sorted(key.partition(":")[0] for key in shared) == ["guid", "link"]


def test_guid_of_one_post_of_a_page_is_not_known_by_the_page():
    (first,) = keys(marks(guid=f"{VERSION}#post-1"))
    (second,) = keys(marks(guid=f"{VERSION}#post-2", title="Nine die at the gate"))
    assert {key.partition(":")[0] for key in set(first) & set(second)} == {"link"}


def test_version_of_a_page_takes_no_other_entry_for_itself():
    versioned = marks(guid=f"{VERSION}#1")
    bridge = "https://site.example/2022/07/bridge"
    plain = marks(guid=VERSION, url=bridge, title="A bridge is blown up")
    first, second = keys(versioned, plain)
    assert not set(first) & set(second)


PAGE = "https://site.example/security/"
ALERT = an_article(title="Two soldiers killed", text="At the gate.", published_at=DAY)
OTHER = "Nine civilians kidnapped"


@pytest.mark.parametrize(
    ("changes", "guid", "expected"),
    [
        ({"title": OTHER, "text": "On the road."}, "2", True),
        ({"title": OTHER, "published_at": DAY + timedelta(days=1)}, "2", True),
        ({"title": OTHER}, "2", False),
        ({"title": OTHER, "published_at": None}, "2", False),
        ({"text": "On the road.", "published_at": DAY + timedelta(days=1)}, "2", False),
        ({"title": " Two SOLDIERS killed", "text": "Three."}, "2", False),
        ({"title": OTHER, "text": "On the road."}, "", False),
        ({"title": OTHER, "text": "On the road.", "feed_id": "b"}, "2", False),
    ],
    ids=[
        "other title and text",
        "other title and day",
        "headline edited, guid renewed",
        "day unknown",
        "edited and dated anew, guid renewed",
        "title set otherwise",
        "no guid",
        "other feed",
    ],
)
def test_entry_at_the_same_page_is_another(changes, guid, expected):
    entry = replace(ALERT, **changes)
    (own,) = keys(marks(guid=guid, url=PAGE, title=entry.title))
    assert is_another(entry, own, ALERT) is expected
