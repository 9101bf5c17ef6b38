"""Fetches feeds over HTTP: conditional, bounded in time and size, guarded.

It does not decide when to poll (``politeness``), and does not read what it brings.
"""

import asyncio
import ssl
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from http import HTTPStatus

import httpcore
import httpx

from monitor.feeds import answer, failures
from monitor.feeds.answer import Head
from monitor.feeds.decode import Body, coding
from monitor.feeds.guard import GuardedNetwork, Resolve, is_public, system_resolve
from monitor.feeds.headers import conditions, values
from monitor.feeds.reply import Reply
from monitor.feeds.transport import open_client
from monitor.feeds.turns import Turns
from monitor.feeds.urls import bare, follow, parse
from monitor.model import FeedState

MAX_BODY = 10_000_000
MAX_REDIRECTS = 5
TIMEOUT = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Redirect:
    target: httpx.URL
    #: The address that answered is on the public internet.
    from_public: bool


class Fetcher:
    """Open connections to feed servers, and the manners that go with them.

    Args:
        user_agent: name, version and a contact URL.
        allow_private: whether feeds on loopback and private addresses may be polled.
            Even then a public server cannot redirect us to one.
        max_body: bytes, decoded and on the wire.
        timeout: for one whole fetch, redirects included, waiting for a turn not.
        per_host: requests to one host at a time.
        total: requests at a time.
        resolve: the resolver.
        network: what dials; the guard stands before it.
        tls: certificates to trust; by default certifi's.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        allow_private: bool,
        max_body: int = MAX_BODY,
        timeout: timedelta = TIMEOUT,
        per_host: int = 2,
        total: int = 20,
        resolve: Resolve = system_resolve,
        network: httpcore.AsyncNetworkBackend | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        trusted = tls or httpx.create_ssl_context(trust_env=False)

        def client(*, allow_private: bool) -> httpx.AsyncClient:
            return open_client(
                network=GuardedNetwork(
                    allow_private=allow_private, resolve=resolve, network=network
                ),
                user_agent=user_agent,
                tls=trusted,
                max_connections=total,
            )

        self._public = client(allow_private=False)
        self._first = client(allow_private=True) if allow_private else self._public
        self._max_body = max_body
        self._timeout = timeout.total_seconds()
        self._turns = Turns(per_host=per_host, total=total)

    async def aclose(self) -> None:
        """Closes every connection."""
        await self._public.aclose()
        await self._first.aclose()

    async def fetch(
        self, url: str, state: FeedState, *, now: datetime | None = None
    ) -> Reply:
        """What the feed at ``url`` has to say since ``state``.

        Args:
            url: http or https; may hold user and password.
            state: its validators are sent to its ``final_url`` and nowhere else.
            now: what dates in headers are counted from where the answer has no Date.

        Raises:
            FeedError: with a stable reason, listed in ``failures``.
        """
        here, client = parse(url), self._first
        seen = {bare(here)}
        seconds_left = self._timeout
        clock = asyncio.get_running_loop().time
        while True:
            async with self._turns.take(here.netloc.decode("ascii")):
                began = clock()
                got = await self._within(seconds_left, client, here, state, now)
                seconds_left -= clock() - began
            if isinstance(got, Reply):
                return got
            if bare(got.target) in seen or len(seen) > MAX_REDIRECTS:
                raise failures.too_many_redirects(here.host, MAX_REDIRECTS)
            here = got.target
            seen.add(bare(here))
            if got.from_public:
                client = self._public

    async def _within(
        self,
        seconds: float,
        client: httpx.AsyncClient,
        url: httpx.URL,
        state: FeedState,
        now: datetime | None,
    ) -> Reply | _Redirect:
        # httpx times each read by itself: a byte every few seconds lasts for ever.
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(client, url, state, now)
        except TimeoutError:
            raise failures.too_slow(url.host, self._timeout) from None

    async def _exchange(
        self,
        client: httpx.AsyncClient,
        url: httpx.URL,
        state: FeedState,
        now: datetime | None,
    ) -> Reply | _Redirect:
        address = str(bare(url))
        wanted = (
            conditions(state.etag, state.last_modified)
            if address == state.final_url
            else []
        )
        request = client.build_request("GET", url, headers=wanted)
        with failures.asking(url.host):
            response = await client.send(request, stream=True)
        head = Head(
            status=response.status_code,
            raw=response.headers.raw,
            host=url.host,
            url=address,
            was_conditional=bool(wanted),
        )
        try:
            if head.status in answer.REDIRECT:
                return _redirect(head, url, response)
            answer.check(head, now)
            return await self._read(head, state, now, response)
        finally:
            await response.aclose()

    async def _read(
        self,
        head: Head,
        state: FeedState,
        now: datetime | None,
        response: httpx.Response,
    ) -> Reply:
        known = answer.unchanged(head, state, now)
        if head.status == HTTPStatus.NOT_MODIFIED:
            # Its body is empty, and read: that lets the connection be used again.
            with failures.reading(head.host):
                async for _ in response.aiter_raw():
                    pass
        if answer.is_known(head, state):
            return known
        gzipped = coding(values(head.raw, b"content-encoding"), host=head.host)
        body = Body(max_size=self._max_body, gzipped=gzipped, host=head.host)
        with failures.reading(head.host):
            async for piece in response.aiter_raw():
                body.add(piece)
        whole = body.whole()
        digest = sha256(whole).hexdigest()
        if digest == state.body_hash:
            return known
        return replace(
            known,
            status="new",
            body=whole,
            content_type=next(iter(values(head.raw, b"content-type")), None),
            body_hash=digest,
        )


def _redirect(head: Head, url: httpx.URL, response: httpx.Response) -> _Redirect:
    wire: httpcore.AsyncNetworkStream = response.extensions["network_stream"]
    address = wire.get_extra_info("server_addr")
    return _Redirect(
        target=follow(url, answer.location(head)),
        from_public=address is None or is_public(str(address[0])),
    )
