"""A strict Telegram Bot API on this machine, for python-telegram-bot as it is.

It refuses what the real one refuses (tokens, chats, lengths, markup, rates) in the
real one's words, and misbehaves on order. It does not poll, take files or buttons,
or read Markdown.
"""

import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.peers import http
from monitor.peers.bot_api_faults import Fault
from monitor.peers.bot_api_rates import Rates
from monitor.peers.bot_api_values import (
    Chat,
    ChatState,
    Sent,
    chat_id_of,
    integer,
    object_of,
    text_of,
)
from monitor.peers.bot_api_wire import (
    ApiError,
    flood_wait,
    migrated,
    ok,
    parameters,
    refused,
)

#: Methods that change something; faults hit these only.
_WRITES = frozenset({"sendMessage", "editMessageText", "deleteMessage"})


class BotApi:
    """The server: one bot, some chats, and everything that was sent.

    Args:
        token: the bot's, "<digits>:<35 characters>".
        chats: by id; may be changed while it serves.
        now: the clock that rates are counted by and messages are dated with.
        faults: used up in order, one for each request that writes.
    """

    def __init__(
        self,
        *,
        token: str,
        chats: Mapping[int, Chat],
        now: Callable[[], datetime],
        faults: Iterable[Fault] = (),
    ) -> None:
        self.token = token
        self.chats = dict(chats)
        self.faults = deque(faults)
        #: Every message that was sent, in order, as it first read.
        self.sent: list[Sent] = []
        #: Every refusal, in order: when, method, description.
        self.refused: list[tuple[datetime, str, str]] = []
        #: What the chats hold now, after edits and deletions.
        self.messages: dict[tuple[int, int], Sent] = {}
        self._now = now
        self._rates = Rates()
        self._methods: dict[str, Callable[[dict[str, str]], object]] = {
            "getMe": self._get_me,
            "getChat": self._get_chat,
            "sendMessage": self._send,
            "editMessageText": self._edit,
            "deleteMessage": self._delete,
        }

    @asynccontextmanager
    async def serve(self, *, port: int = 0) -> AsyncIterator[str]:
        """Serve while the block runs; yields what stands for https://api.telegram.org."""
        async with http.serve(self._answer, port=port) as url:
            yield url

    async def _answer(self, request: http.Request) -> http.Reply | None:
        method = request.path.rpartition("/")[2]
        if method not in _WRITES or not self.faults:
            return self._accept(request, method)
        reply = await self.faults.popleft()(lambda: self._accept(request, method))
        self._note_flood(request, reply)
        return reply

    def _accept(self, request: http.Request, method: str) -> http.Reply:
        try:
            self._authorize(request.path)
            values = parameters(request)
            call = self._methods.get(method)
            if call is None:
                raise ApiError(404, "Not Found")
            return ok(call(values))
        except ApiError as error:
            self.refused.append((self._now(), method, error.description))
            return refused(error)

    def _authorize(self, path: str) -> None:
        bot = path.split("/")[1]
        number, colon, secret = bot.removeprefix("bot").partition(":")
        if not (bot.startswith("bot") and number.isdecimal() and colon and secret):
            raise ApiError(404, "Not Found")
        if f"{number}:{secret}" != self.token:
            raise ApiError(401, "Unauthorized")

    def _note_flood(self, request: http.Request, reply: http.Reply | None) -> None:
        """After an ordered 429 the chat stays closed, as the real server keeps it."""
        if reply is None or reply.status != 429:  # noqa: PLR2004 - Too Many Requests
            return
        seconds = json.loads(reply.body).get("parameters", {}).get("retry_after", 0)
        chat_id = chat_id_of(parameters(request))
        self._rates.close(chat_id, self._now() + timedelta(seconds=seconds))

    def _get_me(self, _values: dict[str, str]) -> object:
        return self._bot | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    @property
    def _bot(self) -> dict[str, object]:
        return {
            "id": int(self.token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Monitor",
            "username": "monitor_bot",
        }

    def _get_chat(self, values: dict[str, str]) -> object:
        chat_id = chat_id_of(values)
        self._open_chat(chat_id)
        return self._chat(chat_id) | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(
                (
                    "unlimited_gifts",
                    "limited_gifts",
                    "unique_gifts",
                    "premium_subscription",
                    "gifts_from_channels",
                ),
                False,
            ),
        }

    def _chat(self, chat_id: int) -> dict[str, object]:
        chat = self.chats[chat_id]
        if chat_id > 0:
            return {"id": chat_id, "type": "private", "first_name": chat.title}
        kind = "supergroup" if str(chat_id).startswith("-100") else "group"
        shape: dict[str, object] = {"id": chat_id, "type": kind, "title": chat.title}
        return shape | ({"is_forum": True} if chat.topics else {})

    def _open_chat(self, chat_id: int) -> Chat:
        """The chat, if the bot may be in it."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise ApiError(400, "Bad Request: chat not found")
        if chat.moved_to is not None:
            raise migrated(chat.moved_to)
        if chat.state is ChatState.BLOCKED:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat.state is ChatState.KICKED:
            raise ApiError(403, "Forbidden: bot was kicked from the group chat")
        return chat

    def _send(self, values: dict[str, str]) -> object:
        text, entities = text_of(values)
        chat_id = chat_id_of(values)
        chat = self._open_chat(chat_id)
        if chat.state is ChatState.MUTED:
            what = "not enough rights to send text messages to the chat"
            raise ApiError(400, f"Bad Request: {what}")
        thread_id = integer(values, "message_thread_id")
        if thread_id is not None and thread_id not in chat.topics:
            raise ApiError(400, "Bad Request: message thread not found")
        reply_to = self._reply_to(chat_id, values)
        self._spend(chat_id)
        sent = Sent(
            message_id=len(self.sent) + 1,
            chat_id=chat_id,
            thread_id=thread_id,
            text=text,
            entities=tuple(entities),
            silent=values.get("disable_notification") == "true",
            link_preview=not object_of(values, "link_preview_options").get(
                "is_disabled"
            ),
            reply_to=reply_to,
            at=self._now(),
        )
        self.sent.append(sent)
        self.messages[chat_id, sent.message_id] = sent
        return self._message(sent)

    def _spend(self, chat_id: int) -> None:
        now = self._now()
        if seconds := self._rates.wait(chat_id, now):
            raise flood_wait(seconds)
        self._rates.note(chat_id, now)

    def _reply_to(self, chat_id: int, values: dict[str, str]) -> int | None:
        reply = object_of(values, "reply_parameters")
        if "message_id" not in reply:
            return None
        message_id = int(str(reply["message_id"]))
        if (chat_id, message_id) in self.messages:
            return message_id
        if reply.get("allow_sending_without_reply"):
            return None
        raise ApiError(400, "Bad Request: message to be replied not found")

    def _edit(self, values: dict[str, str]) -> object:
        text, entities = text_of(values)
        old = self._own(values, "edit")
        new = replace(old, text=text, entities=tuple(entities))
        if new == old:
            raise ApiError(
                400,
                "Bad Request: message is not modified: specified new message content "
                "and reply markup are exactly the same as a current content and reply "
                "markup of the message",
            )
        self._spend(old.chat_id)
        self.messages[old.chat_id, old.message_id] = new
        return self._message(new) | {"edit_date": int(self._now().timestamp())}

    def _delete(self, values: dict[str, str]) -> object:
        old = self._own(values, "delete")
        del self.messages[old.chat_id, old.message_id]
        return True

    def _own(self, values: dict[str, str], verb: str) -> Sent:
        chat_id = chat_id_of(values)
        self._open_chat(chat_id)
        message = self.messages.get((chat_id, integer(values, "message_id") or 0))
        if message is not None:
            return message
        raise ApiError(400, f"Bad Request: message to {verb} not found")

    def _message(self, sent: Sent) -> dict[str, object]:
        shape: dict[str, object] = {
            "message_id": sent.message_id,
            "from": self._bot,
            "chat": self._chat(sent.chat_id),
            "date": int(sent.at.timestamp()),
            "text": sent.text,
        }
        if sent.entities:
            shape["entities"] = list(sent.entities)
        if sent.thread_id is not None:
            shape |= {"message_thread_id": sent.thread_id, "is_topic_message": True}
        return shape
