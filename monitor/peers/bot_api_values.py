"""What the Bot API emulator knows: chats, messages, and how requests name them.

Values and their reading only; the methods are in ``bot_api``.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.peers.bot_api_html import Entity, MarkupError, parse, utf16_length
from monitor.peers.bot_api_wire import ApiError

#: sendMessage, parameter text: "1-4096 characters after entities parsing".
LONGEST_TEXT = 4096
#: Entities beyond this are shown as plain text.
MOST_ENTITIES = 100
#: Bytes of all addresses (github.com/tdlib/telegram-bot-api issues 165, 374).
LONGEST_ADDRESSES = 9500
_CONTROLS = dict.fromkeys([*range(9), *range(11, 32)], " ")


class ChatState(StrEnum):
    """What stands in the way of a message to a chat."""

    OPEN = "open"
    #: A person blocked the bot.
    BLOCKED = "blocked"
    #: The bot was removed from the group.
    KICKED = "kicked"
    #: The bot may read but not write.
    MUTED = "muted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Chat:
    """A chat that the bot knows; its id is negative for groups and channels."""

    title: str = "a chat"
    state: ChatState = ChatState.OPEN
    #: Id of the supergroup that the group became.
    moved_to: int | None = None
    #: Topics that exist, for a forum.
    topics: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """A message as the people in the chat see it."""

    message_id: int
    chat_id: int
    thread_id: int | None
    #: As displayed, without markup.
    text: str
    entities: tuple[Entity, ...]
    silent: bool
    link_preview: bool
    reply_to: int | None
    at: datetime


def integer(values: dict[str, str], name: str) -> int | None:
    """A whole number of at least 0, or None where there is none."""
    given = values.get(name, "")
    return int(given) if given.isdecimal() else None


def chat_id_of(values: dict[str, str]) -> int:
    """The chat that a request names.

    Raises:
        ApiError: none, or a @name, which nobody has here.
    """
    given = values.get("chat_id", "")
    if not given:
        raise ApiError(400, "Bad Request: chat_id is empty")
    try:
        return int(given)
    except ValueError:
        raise ApiError(400, "Bad Request: chat not found") from None


def object_of(values: dict[str, str], name: str) -> dict[str, object]:
    """A parameter that is a JSON object; empty where it was not given.

    Raises:
        ApiError: it is something else.
    """
    if name not in values:
        return {}
    try:
        found = json.loads(values[name])
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ApiError(400, f"Bad Request: can't parse {name} JSON object")
    return found


def text_of(values: dict[str, str]) -> tuple[str, list[Entity]]:
    """The text as displayed and its entities.

    Raises:
        ApiError: nothing left of it, too long, or markup that is wrong.
    """
    mode = values.get("parse_mode", "").lower()
    markup = values.get("text", "").translate(_CONTROLS)
    if mode not in {"", "html"}:
        raise ApiError(400, "Bad Request: unsupported parse_mode")
    try:
        text, entities = parse(markup) if mode else (markup, [])
    except MarkupError as error:
        what = f"can't parse entities: {error}"
        raise ApiError(400, f"Bad Request: {what}") from None
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    if not text:
        raise ApiError(400, "Bad Request: message text is empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise ApiError(400, "Bad Request: message is too long")
    if sum(len(str(e.get("url", "")).encode()) for e in entities) > LONGEST_ADDRESSES:
        raise ApiError(400, "Bad Request: ENTITIES_TOO_LONG")
    for entity in entities:
        entity["offset"] = max(0, int(entity["offset"]) - lead)
    return text, entities[:MOST_ENTITIES]
