"""A Message goes out through Telegram's Bot API.

It sends once, mends what can be mended at once (markup, length, topic), and says
what is known of the rest. It does not pace, wait or try again later.
"""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from monitor import logs
from monitor.channels import Check
from monitor.channels.message_text import TEXT_LIMIT, plain, render
from monitor.errors import ChannelError, ConfigError, Fate
from monitor.model import Delivery

OFFICIAL_API = "https://api.telegram.org"
#: python-telegram-bot gives up on a reply after 5 s; a slow send is not a lost one,
#: so giving up early only makes doubtful cases.
TIMEOUT = timedelta(seconds=60)
#: For a connection, new or freed by another request; nothing is sent before it.
PATIENCE = timedelta(seconds=15)
#: A message is not made shorter than this to please a server.
SHORTEST = 512

#: Causes that prove that the request never left. By name, because the library's own
#: classes do not tell them apart (an exhausted pool and a late reply are both
#: TimedOut), and because httpx is another folder's library.
_NEVER_SENT = frozenset(
    {
        "ConnectError",
        "ConnectTimeout",
        "PoolTimeout",
        "ProxyError",
        "UnsupportedProtocol",
        "InvalidURL",
    }
)
_NOTHING_TO_EDIT = ("message is not modified", "message to edit not found")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """One way to put a delivery to the server."""

    as_html: bool = True
    #: UTF-16 units.
    limit: int = TEXT_LIMIT
    thread_id: int | None = None
    reply_id: int | None = None


class TelegramChannel:
    """Sends to chats of one bot.

    Args:
        token: read anew for each request, so a rotated one works without a restart.
        api_url: base address of the Bot API server, without ``/bot``.
        thread_id: topic of a forum that messages go to.
        chats: ids that ``check`` looks up.
        timeout: for the reply to one request.
        patience: for connecting, and for one of the connections to be free.
        connections: requests that may be under way at once.
    """

    def __init__(
        self,
        *,
        token: Callable[[], str],
        api_url: str = OFFICIAL_API,
        thread_id: int | None = None,
        chats: tuple[str, ...] = (),
        timeout: timedelta = TIMEOUT,
        patience: timedelta = PATIENCE,
        connections: int = 32,
    ) -> None:
        # Documented opt-in of python-telegram-bot 22: retry_after is a timedelta;
        # without it every 429 is a deprecation warning.
        os.environ.setdefault("PTB_TIMEDELTA", "1")
        self._token = token
        self._base_url = f"{api_url.rstrip('/')}/bot"
        self._thread_id = thread_id
        self._chats = chats
        seconds = timeout.total_seconds()
        # A server that drips its reply is never "too slow" for httpx.
        self._deadline = (timeout + 2 * patience).total_seconds()
        self._request = HTTPXRequest(
            connection_pool_size=connections,
            read_timeout=seconds,
            write_timeout=seconds,
            connect_timeout=patience.total_seconds(),
            pool_timeout=patience.total_seconds(),
            # No kept connection: one that the server has just closed would make a
            # reset that looks like a message that may have arrived.
            httpx_kwargs={"headers": {"Connection": "close"}},
        )

    async def send(
        self, delivery: Delivery, *, reply_receipt: str | None = None
    ) -> str:
        """The id of the Telegram message.

        Raises:
            monitor.errors.ChannelError: see ``failure`` for which fate is which.
        """
        draft = Draft(thread_id=self._thread_id, reply_id=_message_id(reply_receipt))
        repeat = delivery.unknown_count > 0 and not delivery.is_edit
        while True:
            write = render if draft.as_html else plain
            # Here: in `_ask` a fault of ours would pass for one of the server's.
            text = write(delivery.message, repeat=repeat, limit=draft.limit)
            result = await self._ask(partial(_send, text, delivery, draft))
            if isinstance(result, str):
                return result
            mended = mend(draft, result)
            if mended is None:
                raise result
            why = logs.fields(key=delivery.key, reason=str(result))
            _log.warning("delivery.mended %s", why)
            draft = mended

    async def check(self) -> tuple[Check, ...]:
        """Whether the token works, then each of ``chats``; sends nothing."""
        token = _checked("bot token", await self._ask(_who_am_i))
        if not token.ok:
            return (token,)
        chats = [
            _checked(f"chat {chat}", await self._ask(partial(_look_up, chat)))
            for chat in self._chats
        ]
        return (token, *chats)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._request.shutdown()

    async def _ask(self, call: Callable[[Bot], Awaitable[str]]) -> str | ChannelError:
        """What the call answers, or what went wrong, free of the library's exception.

        Returned, not raised: an exception raised while another is handled keeps it
        as its context, and that one knows the address with the token in it.
        """
        try:
            token = self._token()
        except ConfigError as error:
            return ChannelError(str(error), fate=Fate.UNAUTHORIZED)
        try:
            async with asyncio.timeout(self._deadline):
                return await call(self._bot(token))
        except TelegramError as error:
            return failure(error, token=token)
        except TimeoutError:
            return ChannelError(
                f"Telegram: no whole answer in {self._deadline:g} s", fate=Fate.UNKNOWN
            )
        except (AttributeError, KeyError, TypeError, ValueError):
            return ChannelError(
                "Telegram: an answer that is none of the Bot API's", fate=Fate.UNKNOWN
            )

    def _bot(self, token: str) -> Bot:
        return Bot(
            token,
            base_url=self._base_url,
            request=self._request,
            get_updates_request=self._request,
        )


def failure(error: TelegramError, *, token: str) -> ChannelError:
    """What is known of the message after this error, without the token.

    By what the server did, as measured with python-telegram-bot 22.8: only a reply
    of the Bot API, or a connection that was never made, proves that nothing was
    sent. A bad gateway, a reset, a late or unreadable reply prove nothing.
    """
    text = f"Telegram: {str(error).replace(token, '***') if token else error}"
    match error:
        case RetryAfter():
            wait = error.retry_after
            if not isinstance(wait, timedelta):
                wait = timedelta(seconds=wait)
            return ChannelError(text, fate=Fate.NOT_SENT, retry_after=wait)
        case ChatMigrated():
            return ChannelError(
                text, fate=Fate.NOT_SENT, moved_to=str(error.new_chat_id)
            )
        case InvalidToken() | EndPointNotFound():
            text += "; is the bot token right, and api_url?"
            return ChannelError(text, fate=Fate.UNAUTHORIZED)
        case BadRequest() | Forbidden():
            return ChannelError(text + _hint(text), fate=Fate.REFUSED)
        case _:
            return ChannelError(text, fate=_fate_by_cause(error))


def _hint(text: str) -> str:
    """What a person can do about a refusal; empty where only the text tells."""
    text = text.lower()
    if "chat not found" in text:
        return "; is chat_id right, and is the bot in the chat?"
    if "blocked" in text or "kicked" in text:
        return "; let the bot in again, or take the channel out"
    if "not enough rights" in text:
        return "; allow the bot to write there"
    return ""


def mend(draft: Draft, error: ChannelError) -> Draft | None:
    """The next thing to try at once, or None where nothing helps."""
    if error.fate is not Fate.REFUSED:
        return None
    text = str(error).lower()
    if draft.as_html and ("can't parse" in text or "entities" in text):
        return replace(draft, as_html=False)
    if "too long" in text and draft.limit > SHORTEST:
        return replace(draft, limit=draft.limit // 2)
    if draft.thread_id is not None and ("thread" in text or "topic" in text):
        return replace(draft, thread_id=None)
    return None


def _fate_by_cause(error: TelegramError) -> Fate:
    if type(error.__cause__).__name__ in _NEVER_SENT:
        return Fate.NOT_SENT
    text = str(error).lower()
    if "too many requests" in text:  # a 429 without retry_after
        return Fate.NOT_SENT
    if "too large" in text:  # 413
        return Fate.REFUSED
    return Fate.UNKNOWN


async def _send(text: str, delivery: Delivery, draft: Draft, bot: Bot) -> str:
    if delivery.is_edit:
        return await _edit(text, delivery.destination, draft, bot)
    reply = None
    if draft.reply_id is not None:
        reply = ReplyParameters(draft.reply_id, allow_sending_without_reply=True)
    sent = await bot.send_message(
        delivery.destination,
        text,
        parse_mode=ParseMode.HTML if draft.as_html else None,
        disable_notification=delivery.message.silent,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        message_thread_id=draft.thread_id,
        reply_parameters=reply,
    )
    return str(sent.message_id)


async def _edit(text: str, chat_id: str, draft: Draft, bot: Bot) -> str:
    try:
        await bot.edit_message_text(
            text,
            chat_id=chat_id,
            message_id=draft.reply_id,
            parse_mode=ParseMode.HTML if draft.as_html else None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )
    except BadRequest as error:
        if not any(words in str(error).lower() for words in _NOTHING_TO_EDIT):
            raise  # else it reads so already, or was deleted: nothing is left to do
    return str(draft.reply_id)


async def _who_am_i(bot: Bot) -> str:
    return f"@{(await bot.get_me()).username}"


async def _look_up(chat_id: str, bot: Bot) -> str:
    chat = await bot.get_chat(chat_id)
    return f"{chat.type} {chat.effective_name or ''}".strip()


def _checked(what: str, result: str | ChannelError) -> Check:
    return Check(what=what, ok=isinstance(result, str), detail=str(result))


def _message_id(receipt: str | None) -> int | None:
    return int(receipt) if receipt is not None and receipt.isdecimal() else None
