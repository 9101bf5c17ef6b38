"""Certificates over real TLS: which servers are believed to be who they say."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from monitor.errors import FeedError
from monitor.feeds.fetch import Fetcher
from monitor.model import FeedState

HOST = "press.example"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\n<rss/>"


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@asynccontextmanager
async def serving(
    certificate: trustme.LeafCert, asked: list[bytes], *, newest: ssl.TLSVersion
) -> AsyncIterator[int]:
    """A web server with this certificate; yields its port."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    # At a higher level OpenSSL itself does not offer what is older than TLS 1.2.
    tls.set_ciphers("DEFAULT@SECLEVEL=0")
    tls.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    tls.maximum_version = newest
    certificate.configure_cert(tls)

    async def answer(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(ANSWER)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


async def fetched(
    open_fetcher: Callable[..., Fetcher],
    authority: trustme.CA,
    certificate: trustme.LeafCert,
    *,
    newest: ssl.TLSVersion = ssl.TLSVersion.MAXIMUM_SUPPORTED,
) -> tuple[bytes | FeedError, int]:
    """What came of asking such a server, and how often it heard a request."""

    async def resolve(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    trusted, asked = ssl.create_default_context(), list[bytes]()
    authority.configure_trust(trusted)
    fetcher = open_fetcher(resolve=resolve, tls=trusted)
    async with serving(certificate, asked, newest=newest) as port:
        try:
            reply = await fetcher.fetch(f"https://{HOST}:{port}/", FeedState())
        except FeedError as error:
            return error, len(asked)
    return reply.body or b"", len(asked)


async def test_a_server_with_a_good_certificate_is_asked(
    open_fetcher: Callable[..., Fetcher], authority: trustme.CA
) -> None:
    good = authority.issue_cert(HOST)
    assert await fetched(open_fetcher, authority, good) == (b"<rss/>", 1)


BAD: dict[str, tuple[Callable[[trustme.CA], trustme.LeafCert], str]] = {
    "expired": (lambda ca: ca.issue_cert(HOST, not_after=YESTERDAY), "expired"),
    "another's": (lambda ca: ca.issue_cert("other.example"), "not valid for"),
    "of an unknown authority": (lambda _: trustme.CA().issue_cert(HOST), "unable to"),
}


@pytest.mark.parametrize("what", BAD)
async def test_a_bad_certificate_is_named_and_nothing_is_asked(
    what: str, open_fetcher: Callable[..., Fetcher], authority: trustme.CA
) -> None:
    certificate, words = BAD[what]
    error, asked = await fetched(open_fetcher, authority, certificate(authority))
    assert isinstance(error, FeedError)
    assert error.reason == "tls"
    assert words in str(error)
    assert asked == 0


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
async def test_old_tls_is_refused(
    open_fetcher: Callable[..., Fetcher], authority: trustme.CA
) -> None:
    good = authority.issue_cert(HOST)
    error, asked = await fetched(
        open_fetcher, authority, good, newest=ssl.TLSVersion.TLSv1_1
    )
    assert isinstance(error, FeedError)
    assert (error.reason, asked) == ("tls", 0)
