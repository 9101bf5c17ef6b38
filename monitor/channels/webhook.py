"""A Message goes out as an HTTP POST: to a chat's incoming webhook, or to any service.

It sends once and says what is known of the rest. It follows no redirect and does not
wait or try again; what it shows of an address is its host.
"""

import asyncio
import re
import ssl
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

import httpx

from monitor import __version__
from monitor.channels import Check
from monitor.channels.webhook_address import Address
from monitor.channels.webhook_answer import failure
from monitor.channels.webhook_body import body
from monitor.channels.webhook_signature import headers, webhook_id
from monitor.errors import ChannelError, ConfigError, Fate
from monitor.model import Delivery

#: For an answer; the Standard Webhooks specification has 15 to 30 s.
TIMEOUT = timedelta(seconds=30)
#: For a connection, for its TLS handshake, and for the word of a refusal.
PATIENCE = timedelta(seconds=15)
#: Slack's errors: "no_service", "channel_is_archived", "invalid_payload".
_WORD = re.compile(rb"[a-z][a-z_]{2,39}")


class WebhookChannel:
    """Posts to one address.

    Args:
        address: read anew for each message, so that a changed one works without a
            restart. Raises ConfigError where it cannot be used.
        key: the same for what it signs with; None for no signature.
        clock: for the time that is signed.
        timeout: for the answer.
        patience: for connecting, for the TLS handshake, for the word of a refusal.
        tls: instead of the system's certificates, for tests and private authorities.
    """

    def __init__(
        self,
        *,
        address: Callable[[], Address],
        key: Callable[[], bytes | None],
        clock: Callable[[], datetime],
        timeout: timedelta = TIMEOUT,
        patience: timedelta = PATIENCE,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._address = address
        self._key = key
        self._clock = clock
        self._patience = patience.total_seconds()
        # A server that drips its answer is never "too slow" for httpx.
        self._deadline = (timeout + 3 * patience).total_seconds()
        self._tls = ssl.create_default_context() if tls is None else tls
        self._client = httpx.AsyncClient(
            verify=self._tls,
            headers={
                "User-Agent": f"conflict-monitor/{__version__}",
                "Content-Type": "application/json",
                "Accept-Encoding": "identity",
                # No kept connection: one that the server has just closed would make a
                # reset that looks like a message that may have arrived.
                "Connection": "close",
            },
            timeout=httpx.Timeout(timeout.total_seconds(), connect=self._patience),
            follow_redirects=False,
            # No proxy, password or certificate that nobody named here.
            trust_env=False,
        )

    async def send(
        self, delivery: Delivery, *, reply_receipt: str | None = None
    ) -> str:
        """The ``webhook-id``; the same for each attempt at this delivery.

        Raises:
            monitor.errors.ChannelError: see ``webhook_answer`` for which fate is which.
        """
        message_id = webhook_id(delivery.key)
        content = body(delivery, message_id=message_id, reply_receipt=reply_receipt)
        try:
            address, key = self._address(), self._key()
        except ConfigError as error:
            msg = f"webhook: {error}"
            raise ChannelError(msg, fate=Fate.UNAUTHORIZED) from None
        signed = headers(content, message_id=message_id, sent_at=self._clock(), key=key)
        failed = await self._post(address, content, signed)
        if failed is not None:
            raise failed
        return message_id

    async def check(self) -> tuple[Check, ...]:
        """Whether the host can be reached and trusted; sends nothing, not a request."""
        try:
            address, key = self._address(), self._key()
        except ConfigError as error:
            return (Check(what="webhook", ok=False, detail=str(error)),)
        what = f"webhook {address.place}"
        try:
            async with asyncio.timeout(self._patience):
                _, writer = await asyncio.open_connection(
                    address.host,
                    address.port,
                    ssl=self._tls if address.is_encrypted else None,
                )
        except OSError as error:  # TimeoutError and ssl.SSLError are some
            detail = f"cannot be reached: {str(error) or type(error).__name__}"
            return (Check(what=what, ok=False, detail=detail),)
        writer.transport.abort()
        how = "TLS" if address.is_encrypted else "no TLS"
        signs = "signs" if key is not None else "does not sign"
        detail = f"reached, {how}; {signs}; its first message shows what it takes"
        return (Check(what=what, ok=True, detail=detail),)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _post(
        self, address: Address, content: bytes, signed: dict[str, str]
    ) -> ChannelError | None:
        """What went wrong, or None.

        Returned, not raised: an exception raised while another is handled keeps it
        as its context, and httpx's know the address.
        """
        try:
            async with (
                asyncio.timeout(self._deadline),
                self._client.stream(
                    "POST", address.url, content=content, headers=signed
                ) as answer,
            ):
                if answer.is_success:
                    return None
                return failure(
                    answer.status_code,
                    answer.headers,
                    place=address.place,
                    word=await self._word(answer, address),
                    now=self._clock(),
                )
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            fate, what = _without_answer(error)
            return ChannelError(f"webhook: {address.place} {what}", fate=fate)

    async def _word(self, answer: httpx.Response, address: Address) -> str:
        """The one word that the answer consists of, or nothing.

        No more than that: pages of errors repeat the path, which is a secret.
        """
        with suppress(httpx.HTTPError, OSError):
            async with asyncio.timeout(self._patience):
                async for piece in answer.aiter_raw():
                    word = piece.strip()
                    if _WORD.fullmatch(word) and word.decode() not in address.url:
                        return word.decode()
                    break
        return ""


def _without_answer(error: Exception) -> tuple[Fate, str]:
    """What is known where no answer came: only before the request is it certain."""
    match error:
        case httpx.ConnectError():
            return Fate.NOT_SENT, f"cannot be reached: {str(error)[:120]}"
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return Fate.NOT_SENT, "cannot be reached: no connection in time"
        case httpx.InvalidURL() | httpx.UnsupportedProtocol():
            return Fate.UNAUTHORIZED, "has an address that cannot be used"
        case httpx.TimeoutException() | TimeoutError():
            return Fate.UNKNOWN, "gave no whole answer in time"
        case _:
            return Fate.UNKNOWN, f"gave no valid answer ({type(error).__name__})"
