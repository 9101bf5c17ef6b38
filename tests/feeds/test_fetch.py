"""What a poll sends and what it takes from a good answer."""

import gzip
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.errors import FeedError
from monitor.feeds import reply as replies
from monitor.feeds.fetch import Fetcher
from monitor.model import FeedState
from monitor.peers.http import Reply, Request

BODY = b"<rss><channel/></rss>"


def state_after(reply: replies.Reply) -> FeedState:
    return FeedState(
        etag=reply.etag,
        last_modified=reply.last_modified,
        final_url=reply.final_url,
        body_hash=reply.body_hash,
    )


def with_headers(*headers: tuple[str, str], body: bytes = BODY) -> Reply:
    return Reply(headers=headers, body=body)


async def test_first_poll_brings_the_body_and_what_is_needed_for_the_next(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = with_headers(
        ("ETag", '"v1"'),
        ("Last-Modified", "Fri, 22 Jul 2022 05:50:00 GMT"),
        ("Content-Type", 'Application/RSS+XML; x=1; Charset="UTF-8"'),
        ("Cache-Control", "public, max-age=300"),
        ("Age", "60"),
    )
    reply = await fetcher.fetch(f"{site.base}/feed#top", FeedState())
    assert reply == replies.Reply(
        status="new",
        body=BODY,
        content_type='Application/RSS+XML; x=1; Charset="UTF-8"',
        final_url=f"{site.base}/feed",
        etag='"v1"',
        last_modified="Fri, 22 Jul 2022 05:50:00 GMT",
        body_hash=hashlib.sha256(BODY).hexdigest(),
        cache_for=timedelta(seconds=240),
    )


async def test_a_poll_says_who_asks_and_nothing_else(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = with_headers(("Set-Cookie", "sid=abc; Path=/"))
    for _ in range(3):
        await fetcher.fetch(f"{site.base}/feed?a=b%2Fc&d", FeedState())
    for request in site.asked:
        assert {name for name, _ in request.headers} == {
            "host",
            "connection",
            "user-agent",
            "accept",
            "accept-encoding",
        }
        assert request.header(
            "user-agent",
        ).startswith("conflict-monitor/")
        assert request.header("accept-encoding") == "gzip"
        assert "application/atom+xml" in request.header("accept")


async def test_path_and_query_go_out_as_they_were_given(
    listen: Any, fetcher: Any
) -> None:
    lines: list[bytes] = []

    async def talk(reader: Any, writer: Any) -> None:
        lines.append(await reader.readline())
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx")

    async with listen(talk) as port:
        await fetcher.fetch(
            f"http://127.0.0.1:{port}/a%2Fb/?q=%C3%A9+x&&z", FeedState()
        )
    assert lines == [b"GET /a%2Fb/?q=%C3%A9+x&&z HTTP/1.1\r\n"]


async def test_proxies_of_the_environment_are_ignored(
    site: Any, open_fetcher: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    site.pages["/feed"] = with_headers()
    reply = await open_fetcher().fetch(f"{site.base}/feed", FeedState())
    assert reply.body == BODY


async def test_user_and_password_of_the_address_are_sent_and_not_kept(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = with_headers()
    url = site.base.replace("//", "//desk:p%40ss@") + "/feed"
    reply = await fetcher.fetch(url, FeedState())
    # base64 of user desk, password p@ss
    assert site.asked[0].header("authorization") == "Basic ZGVzazpwQHNz"
    assert reply.final_url == f"{site.base}/feed"


ETAGS = [
    '"v1"',
    'W/"v1"',
    "unquoted",
    '"a,b"',
    '"caf\u00e9"',
    '"\u00ff\u0080"',
    '"' + "x" * 4096 + '"',
]


@pytest.mark.parametrize("etag", ETAGS, ids=lambda e: e[:8].encode().hex())
async def test_etag_comes_back_byte_for_byte(
    etag: str, site: Any, fetcher: Fetcher
) -> None:
    async def page(request: Request) -> Reply:
        if request.header("if-none-match") == etag:
            return Reply(status=304)
        return with_headers(("ETag", etag))

    site.pages["/feed"] = page
    first = await fetcher.fetch(f"{site.base}/feed", FeedState())
    second = await fetcher.fetch(f"{site.base}/feed", state_after(first))
    assert (first.status, second.status) == ("new", "not_modified")
    assert state_after(second) == state_after(first)


@pytest.mark.parametrize(
    "date", ["Fri, 01 Jan 2100 00:00:00 GMT", "2022-07-22 05:50:00 +0200", "0"]
)
async def test_last_modified_comes_back_verbatim_whatever_it_says(
    date: str, site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = with_headers(("Last-Modified", date))
    first = await fetcher.fetch(f"{site.base}/feed", FeedState())
    await fetcher.fetch(f"{site.base}/feed", state_after(first))
    assert site.asked[1].header("if-modified-since") == date


async def test_a_validator_too_long_to_send_back_is_not_kept(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = with_headers(("ETag", '"' + "x" * 9000 + '"'))
    reply = await fetcher.fetch(f"{site.base}/feed", FeedState())
    assert reply.etag is None


@pytest.mark.parametrize("stored", ["a\r\nX-Evil: 1", "", " ", "\u0435tag", "a\x00b"])
async def test_a_stored_validator_that_is_no_header_is_left_out(
    stored: str, site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = with_headers()
    url = f"{site.base}/feed"
    await fetcher.fetch(url, FeedState(etag=stored, final_url=url))
    assert site.asked[0].header("if-none-match") is None
    assert site.asked[0].header("x-evil") is None


async def test_validators_go_to_the_url_they_came_from_only(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/old"] = Reply(status=302, headers=(("Location", "/new"),))
    site.pages["/new"] = with_headers(("ETag", '"v1"'))
    first = await fetcher.fetch(f"{site.base}/old", FeedState())
    site.asked.clear()
    await fetcher.fetch(f"{site.base}/old", state_after(first))
    assert [(r.path, r.header("if-none-match")) for r in site.asked] == [
        ("/old", None),
        ("/new", '"v1"'),
    ]


@pytest.mark.parametrize("named", ['"v1"', '"v2"', 'W/"v1"'])
async def test_304_leaves_the_validators_of_the_body_we_have(
    named: str, site: Any, fetcher: Fetcher
) -> None:
    url = f"{site.base}/feed"
    headers = (("ETag", named), ("Last-Modified", "M"))
    site.pages["/feed"] = Reply(status=304, headers=headers)
    known = FeedState(etag='"v1"', last_modified="L", final_url=url, body_hash="h")
    assert state_after(await fetcher.fetch(url, known)) == known


async def test_304_that_nobody_asked_for_is_an_error(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = Reply(status=304)
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(f"{site.base}/feed", FeedState(body_hash="h"))
    assert caught.value.reason == "unasked_304"


async def test_the_same_etag_on_a_200_is_not_modified(
    site: Any, fetcher: Fetcher
) -> None:
    url = f"{site.base}/feed"
    site.pages["/feed"] = with_headers(("ETag", '"v1"'))
    reply = await fetcher.fetch(url, FeedState(etag='"v1"', final_url=url))
    assert (reply.status, reply.body) == ("not_modified", None)


async def test_the_etag_of_another_url_says_nothing(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = with_headers(("ETag", '"v1"'))
    known = FeedState(etag='"v1"', final_url=f"{site.base}/other")
    assert (await fetcher.fetch(f"{site.base}/feed", known)).status == "new"


async def test_the_same_body_under_a_new_etag_is_not_modified(
    site: Any, fetcher: Fetcher
) -> None:
    tags = iter(['"1"', '"2"'])

    async def page(request: Request) -> Reply:
        return with_headers(("ETag", next(tags)))

    site.pages["/feed"] = page
    first = await fetcher.fetch(f"{site.base}/feed", FeedState())
    second = await fetcher.fetch(f"{site.base}/feed", state_after(first))
    assert (second.status, second.body, second.etag) == ("not_modified", None, '"2"')
    assert second.body_hash == first.body_hash


async def test_a_whole_body_without_validators_forgets_the_old_ones(
    site: Any, fetcher: Fetcher
) -> None:
    url = f"{site.base}/feed"
    site.pages["/feed"] = with_headers()
    reply = await fetcher.fetch(url, FeedState(etag='"v1"', final_url=url))
    assert (reply.status, reply.etag) == ("new", None)


async def test_a_226_delta_is_taken_as_a_feed(site: Any, fetcher: Fetcher) -> None:
    site.pages["/feed"] = Reply(status=226, headers=(("IM", "feed"),), body=BODY)
    reply = await fetcher.fetch(f"{site.base}/feed", FeedState())
    assert (reply.status, reply.body) == ("new", BODY)


async def test_gzip_is_decoded_and_hashed_decoded(site: Any, fetcher: Fetcher) -> None:
    site.pages["/feed"] = with_headers(
        ("Content-Encoding", "gzip"), body=gzip.compress(BODY)
    )
    reply = await fetcher.fetch(f"{site.base}/feed", FeedState())
    assert reply.body == BODY
    assert reply.body_hash == hashlib.sha256(BODY).hexdigest()


async def test_expires_is_counted_from_now_where_there_is_no_date(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/feed"] = with_headers(("Expires", "Fri, 22 Jul 2022 06:30:00 GMT"))
    now = datetime(2022, 7, 22, 6, 0, tzinfo=UTC)
    reply = await fetcher.fetch(f"{site.base}/feed", FeedState(), now=now)
    assert reply.cache_for == timedelta(minutes=30)
