"""What servers do wrong, and what we then say."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest

from monitor.errors import FeedError
from monitor.feeds.fetch import Fetcher
from monitor.model import FeedState
from monitor.peers.http import Reply, Request, serve

SHORT = timedelta(seconds=0.2)


async def failure(fetcher: Fetcher, url: str) -> FeedError:
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(url, FeedState())
    return caught.value


Drip = tuple[bytes, bytes]
DRIPS: dict[str, Drip] = {
    "silence": (b"", b""),
    "status line": (b"", b"H"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"x"),
    "body": (b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n", b"x"),
    "chunks": (
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        b"1\r\nx\r\n",
    ),
    "early hints": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
}


@pytest.mark.parametrize("kind", DRIPS)
async def test_a_server_that_drips_is_left_at_the_deadline(
    kind: str, listen: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    head, drop = DRIPS[kind]

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head)
        while not writer.is_closing():
            writer.write(drop)
            await writer.drain()
            await asyncio.sleep(0.01)  # the drip itself

    async with listen(talk) as port:
        error = await failure(open_fetcher(timeout=SHORT), f"http://127.0.0.1:{port}/")
    assert error.reason == "timeout"
    assert "0.2 s" in str(error)


async def test_the_deadline_is_for_all_redirects_together(
    site: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    async def slow(request: Request) -> Reply:
        await asyncio.sleep(0.08)  # the slowness itself
        hop = int(request.path[1:])
        return Reply(status=302, headers=(("Location", f"/{hop + 1}"),))

    site.pages |= {f"/{n}": slow for n in range(9)}
    error = await failure(open_fetcher(timeout=SHORT), f"{site.base}/0")
    assert error.reason == "timeout"
    assert len(site.asked) <= 3


async def test_a_slow_resolver_is_left_at_the_deadline(
    open_fetcher: Callable[..., Fetcher],
) -> None:
    async def never(host: str, port: int) -> list[str]:
        await asyncio.Event().wait()
        return []

    fetcher = open_fetcher(timeout=SHORT, resolve=never)
    error = await failure(fetcher, "http://slow.example/")
    assert error.reason == "timeout"


TRUNCATED = {
    "short content-length": b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n<rss>",
    "missing last chunk": (
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n<rss>\r\n"
    ),
    "broken chunk": (
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n<rss>\r\nzz\r\n"
    ),
    "half a gzip": (
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n"
        + gzip.compress(b"<rss>" * 99)[:-12]
    ),
    "gzip without a byte": b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n",
    "half a gzip of full length": (
        b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 10\r\n\r\n"
        + gzip.compress(b"<rss>")[:10]
    ),
}


@pytest.mark.parametrize("kind", TRUNCATED)
async def test_a_body_that_ends_early_is_truncated(
    kind: str, site: Any, fetcher: Fetcher
) -> None:
    site.pages["/"] = Reply(raw=TRUNCATED[kind])
    error = await failure(fetcher, site.base)
    assert error.reason == "truncated"


NOT_HTTP = {
    "nothing": None,
    "HTTP/0.9": Reply(raw=b"<rss/>"),
    "TLS alert": Reply(raw=b"\x15\x03\x01\x00\x02\x02\x46"),
    "two lengths": Reply(
        raw=b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx"
    ),
    "coded transfer": Reply(
        raw=b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n"
    ),
    "100,000 headers": Reply(raw=b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000),
    "10 MB header": Reply(raw=b"HTTP/1.1 200 OK\r\na: " + b"b" * 10_000_000),
}


@pytest.mark.parametrize("kind", NOT_HTTP)
async def test_what_is_no_http_answer_is_a_protocol_failure(
    kind: str, fetcher: Fetcher
) -> None:
    async def answer(request: Request) -> Reply | None:
        return NOT_HTTP[kind]

    async with serve(answer) as base:
        error = await failure(fetcher, base)
    assert error.reason == "protocol"


@pytest.mark.parametrize(
    "coding", ["br", "zstd", "deflate", "gzip, gzip", "gzip, br", "compress"]
)
async def test_a_coding_that_was_not_asked_for_is_refused_unread(
    coding: str, site: Any, fetcher: Fetcher
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(65_536)

    site.pages["/"] = Reply(headers=(("Content-Encoding", coding),), stream=endless())
    error = await failure(fetcher, site.base)
    assert error.reason == "encoding"


async def test_gzip_twice_in_two_headers_is_refused(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/"] = Reply(
        headers=(("Content-Encoding", "gzip"), ("Content-Encoding", "gzip")),
        body=gzip.compress(gzip.compress(b"<rss/>")),
    )
    assert (await failure(fetcher, site.base)).reason == "encoding"


async def test_plain_bytes_that_say_gzip_are_an_encoding_failure(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/"] = Reply(headers=(("Content-Encoding", "gzip"),), body=b"<rss/>")
    assert (await failure(fetcher, site.base)).reason == "encoding"


async def test_an_endless_body_is_left_at_the_limit(
    site: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(65_536)

    site.pages["/"] = Reply(stream=endless())
    error = await failure(open_fetcher(max_body=1_000_000), site.base)
    assert error.reason == "too_big"
    assert "1 MB" in str(error)


async def test_a_gzip_bomb_is_left_at_the_limit(
    site: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    site.pages["/"] = Reply(
        headers=(("Content-Encoding", "gzip"),), body=gzip.compress(bytes(20_000_000))
    )
    error = await failure(open_fetcher(max_body=1_000_000), site.base)
    assert error.reason == "too_big"


async def test_a_closed_port_is_a_connect_failure(fetcher: Fetcher) -> None:
    async def answer(request: Request) -> Reply:
        return Reply()

    async with serve(answer) as base:
        pass
    error = await failure(fetcher, base)
    assert error.reason == "connect"
    assert "127.0.0.1" in str(error)


async def test_tls_is_asked_for_by_name_and_its_absence_is_told(
    listen: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    hello: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello.append(await reader.read(4096))
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    async with listen(talk) as port:
        error = await failure(
            open_fetcher(resolve=resolve), f"https://press.example:{port}/"
        )
    assert error.reason == "tls"
    # The name goes into the handshake although an address was dialled.
    assert b"press.example" in hello[0]


async def test_a_handshake_that_is_cut_off_is_a_tls_failure(
    listen: Any, fetcher: Fetcher
) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(4096)

    async with listen(talk) as port:
        error = await failure(fetcher, f"https://127.0.0.1:{port}/")
    assert error.reason == "tls"
