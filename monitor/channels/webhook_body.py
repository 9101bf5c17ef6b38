"""Delivery -> the JSON that a webhook gets: a text for chats, its twin for machines.

Slack, Mattermost and Rocket.Chat show ``text`` and pass ``data`` over. The twin does
not lie beside the text: ``blocks`` there are Slack's own, a ``type`` must be one of
Mattermost's, and a ``payload`` breaks Rocket.Chat. Pure.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from monitor.channels.characters import clean, one_line
from monitor.channels.links import safe
from monitor.channels.message_text import plain
from monitor.model import Block, Delivery, Message

#: UTF-16 units. Slack asks for 4,000 and breaks up what is longer, Mattermost took
#: 4,000 before its release 5.0, Rocket.Chat refuses more than 5,000.
TEXT_LIMIT = 4000
#: Bytes of all blocks; Mattermost reads no body of more than 300,000.
BLOCKS_LIMIT = 200_000
SUBJECT_LIMIT = 400
#: Slack: the text as it is, and no pictures of the pages that it links to.
_PLAIN = {"mrkdwn": False, "unfurl_links": False, "unfurl_media": False}
_INVISIBLE = "\u200b"
#: What a headline could call everybody with, or hide an address behind: "<!channel>",
#: "<address|words>" (Slack), "@all" (Mattermost, Rocket.Chat), "[words](address)" and
#: "![](picture)" (Markdown).
_DISARMED = str.maketrans({"<": "‹", "@": f"@{_INVISIBLE}", "]": f"]{_INVISIBLE}"})


def body(delivery: Delivery, *, message_id: str, reply_receipt: str | None) -> bytes:
    """The body in UTF-8; the same for each attempt but for what says "repeat".

    Args:
        message_id: the receipt that the message will have.
        reply_receipt: that of the message which this one continues.
    """
    message = delivery.message
    is_repeat = delivery.unknown_count > 0
    blocks = list(_beginning(message.blocks))
    told = {
        "text": plain(_disarmed(message), repeat=is_repeat, limit=TEXT_LIMIT),
        **_PLAIN,
        "data": {
            "id": message_id,
            "key": delivery.key,
            "created_at": delivery.created_at.isoformat(),
            "subject": one_line(message.subject, at_most=SUBJECT_LIMIT),
            "blocks": blocks,
            "omitted_count": len(message.blocks) - len(blocks),
            "silent": message.silent,
            "repeat": is_repeat,
            "reply_to": reply_receipt,
        },
    }
    return _json(told)


def _beginning(blocks: Iterable[Block]) -> Iterator[dict[str, str | None]]:
    room = BLOCKS_LIMIT
    for block in blocks:
        told = {
            "kind": block.kind.value,
            "text": clean(block.text),
            "url": safe(block.url),
        }
        room -= len(_json(told))
        if room < 0:
            return
        yield told


def _disarmed(message: Message) -> Message:
    return replace(
        message,
        subject=message.subject.translate(_DISARMED),
        blocks=tuple(
            replace(
                block,
                text=block.text.translate(_DISARMED),
                url=block.url and block.url.replace("<", "%3C"),
            )
            for block in message.blocks
        ),
    )


def _json(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
