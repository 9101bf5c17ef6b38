from collections.abc import Callable
from typing import Any

import httpx
import pytest

from monitor.errors import FeedError
from monitor.feeds.fetch import Fetcher
from monitor.feeds.urls import follow, parse
from monitor.model import FeedState
from monitor.peers.http import Reply

BODY = b"<rss/>"


def to(where: str, status: int = 302) -> Reply:
    return Reply(status=status, headers=(("Location", where),))


async def test_redirects_are_followed_relative_and_absolute(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages |= {
        "/a/1": to("../b?x=1#frag", 307),
        "/b": to(f"{site.base}/c", 303),
        "/c": Reply(body=BODY),
    }
    reply = await fetcher.fetch(f"{site.base}/a/1", FeedState())
    assert reply.body == BODY
    assert reply.final_url == f"{site.base}/c"
    assert site.asked[1].query == {"x": "1"}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed_at_each_poll(
    status: int, site: Any, fetcher: Fetcher
) -> None:
    site.pages |= {"/a": to("/b", status), "/b": Reply(body=BODY)}
    state = FeedState()
    for _ in range(2):
        reply = await fetcher.fetch(f"{site.base}/a", state)
        state = FeedState(final_url=reply.final_url)
    assert [request.path for request in site.asked] == ["/a", "/b", "/a", "/b"]


async def test_five_redirects_are_followed_and_six_are_not(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages |= {f"/{n}": to(f"/{n + 1}") for n in range(6)}
    site.pages["/6"] = Reply(body=BODY)
    reply = await fetcher.fetch(f"{site.base}/1", FeedState())
    assert reply.body == BODY
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(f"{site.base}/0", FeedState())
    assert caught.value.reason == "redirect"


async def test_a_circle_is_left_when_it_closes(site: Any, fetcher: Fetcher) -> None:
    site.pages |= {"/a": to("/b"), "/b": to("/a#again")}
    with pytest.raises(FeedError, match="circle") as caught:
        await fetcher.fetch(f"{site.base}/a", FeedState())
    assert caught.value.reason == "redirect"
    assert site.paths == ["/a", "/b"]


@pytest.mark.parametrize(
    "where",
    ["file:///etc/passwd", "gopher://h/", "http://", "http://h:99999/", "http://[x"],
)
async def test_redirects_to_no_web_address_are_refused(
    where: str, site: Any, fetcher: Fetcher
) -> None:
    site.pages["/a"] = to(where)
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(f"{site.base}/a", FeedState())
    assert caught.value.reason in ("redirect", "protocol", "dns")
    assert site.paths == ["/a"]


async def test_a_redirect_without_location_is_an_error(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/a"] = Reply(status=301)
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(f"{site.base}/a", FeedState())
    assert caught.value.reason == "http_3xx"


async def test_the_password_does_not_follow_to_another_site(
    site: Any, internet: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    net = internet(a_example=[["93.184.216.34"]], b_example=[["93.184.216.35"]])
    fetcher = open_fetcher(allow_private=False, resolve=net.resolve, network=net)
    site.pages |= {
        "/1": to("/2"),
        "/2": to("http://evil:user@b.example/3"),
        "/3": Reply(body=BODY),
    }
    await fetcher.fetch("http://desk:key@a.example/1", FeedState())
    sent = [(r.path, r.header("authorization")) for r in site.asked]
    assert sent == [
        ("/1", "Basic ZGVzazprZXk="),
        ("/2", "Basic ZGVzazprZXk="),
        ("/3", None),
    ]
    assert site.asked[2].header("referer") is None


FOLLOWED = [
    ("https://u:p@h.example/a", "/b", "https://u:p@h.example/b"),
    ("http://u:p@h.example/a", "https://h.example/a", "https://u:p@h.example/a"),
    ("https://u:p@h.example/a", "https://h.example:8443/a", "https://h.example:8443/a"),
    ("https://h.example/a", "https://x:y@h.example/b#c", "https://h.example/b"),
    ("https://h.example/a", "//other.example/b", "https://other.example/b"),
    ("https://h.example/a", "/caf\u00e9", "https://h.example/caf%C3%A9"),
]


@pytest.mark.parametrize(("here", "location", "target"), FOLLOWED)
def test_redirect_targets(here: str, location: str, target: str) -> None:
    assert follow(httpx.URL(here), location.encode()) == httpx.URL(target)


def test_https_is_not_left_for_http() -> None:
    with pytest.raises(FeedError, match="https back to http") as caught:
        follow(httpx.URL("https://h.example/a"), b"http://h.example/a")
    assert caught.value.reason == "redirect"


def test_a_location_in_latin_1_is_read() -> None:
    target = follow(httpx.URL("https://h.example/a"), b"/caf\xe9")
    assert str(target) == "https://h.example/caf%C3%A9"


BAD = [
    "",
    "feed.xml",
    "//h.example/x",
    "ftp://h.example/",
    "file:///etc/passwd",
    "http://",
    "http:///x",
    "https://key:s3cret@h.example:port/",
    "http://h.example:0x50/",
    "http://h.example:70000/",
    "http://h.example/\n",
    "http://\ud800/",
]


@pytest.mark.parametrize("url", BAD)
def test_what_is_no_web_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(FeedError) as caught:
        parse(url)
    assert caught.value.reason == "bad_url"
    assert "s3cret" not in str(caught.value)
