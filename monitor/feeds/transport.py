"""httpx over a connection pool whose network is guarded.

``httpx.AsyncHTTPTransport`` takes no network backend, so this builds the pool
itself and translates at both ends. It follows no redirect and keeps no cookie.
"""

import ssl
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import cast

import httpcore
import httpx

#: Names what is read, so that a server can choose (RFC 9110 section 12.5.1).
ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json,"
    " application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9,"
    " application/json;q=0.8, */*;q=0.1"
)
CONNECT_TIMEOUT = timedelta(seconds=10)
#: Long enough for the feeds of one host that are due together, and no longer.
KEEP_ALIVE = timedelta(seconds=5)

# From the most to the least particular; httpx keeps its own table private.
_ERRORS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.NetworkError, httpx.ReadError),
    (httpcore.LocalProtocolError, httpx.LocalProtocolError),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except tuple(ours for ours, _ in _ERRORS) as error:
        theirs = next(t for ours, t in _ERRORS if isinstance(error, ours))
        raise theirs(str(error)) from error


class _Stream(httpx.AsyncByteStream):
    def __init__(self, stream: AsyncIterable[bytes]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _translated():
            async for piece in self._stream:
                yield piece

    async def aclose(self) -> None:
        close = getattr(self._stream, "aclose", None)
        if close is not None:
            await close()


class PoolTransport(httpx.AsyncBaseTransport):
    """A pool of connections that are all made by ``network``.

    Args:
        network: the only thing that dials.
        tls: certificates and protocol versions.
        max_connections: open at once, over all hosts.
    """

    def __init__(
        self,
        *,
        network: httpcore.AsyncNetworkBackend,
        tls: ssl.SSLContext,
        max_connections: int,
    ) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=max_connections,
            keepalive_expiry=KEEP_ALIVE.total_seconds(),
            network_backend=network,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The response's head; its body is read from the stream, then closed."""
        wire_request = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=cast("AsyncIterable[bytes]", request.stream),
            extensions=request.extensions,
        )
        with _translated():
            response = await self._pool.handle_async_request(wire_request)
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Stream(cast("AsyncIterable[bytes]", response.stream)),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Closes every connection."""
        await self._pool.aclose()


def open_client(
    *,
    network: httpcore.AsyncNetworkBackend,
    user_agent: str,
    tls: ssl.SSLContext,
    max_connections: int,
) -> httpx.AsyncClient:
    """A client that asks for feeds as itself and remembers nothing between polls."""
    return httpx.AsyncClient(
        transport=PoolTransport(
            network=network, tls=tls, max_connections=max_connections
        ),
        headers={
            "User-Agent": user_agent,
            "Accept": ACCEPT,
            # One fixed value: validators belong to one representation. gzip alone,
            # because its decoder can be bounded (``decode``).
            "Accept-Encoding": "gzip",
        },
        # A jar that takes nothing in: a cookie makes every poll a tracked visit.
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=())),
        # Reads are bounded by the whole exchange's deadline (``fetch``).
        timeout=httpx.Timeout(None, connect=CONNECT_TIMEOUT.total_seconds()),
        follow_redirects=False,
        # A proxy from the environment would dial where the guard cannot see.
        trust_env=False,
    )
