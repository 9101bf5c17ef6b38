"""A text that chats show whole and harmless, and all of it for machines."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from monitor.channels.webhook_body import BLOCKS_LIMIT, TEXT_LIMIT, body
from monitor.channels.webhook_signature import headers
from monitor.model import Block, BlockKind, Message
from tests.builders import NOW, a_delivery, a_message

TOP = Path(__file__).parent.parent.parent


def told(message: Message) -> dict[str, Any]:
    delivery = a_delivery(message=message)
    return json.loads(body(delivery, message_id="msg_1", reply_receipt=None))


def items(count: int, text: str) -> tuple[Block, ...]:
    return tuple(Block(kind=BlockKind.ITEM, text=text) for _ in range(count))


def test_what_has_no_room_in_a_chat_is_counted_and_machines_get_it() -> None:
    link = Block(kind=BlockKind.LINK, text="Source", url="https://outlet.example/1")
    shown = told(a_message(blocks=(*items(100, "Bourg attaqué 🔴 " * 20), link)))
    assert len(shown["text"].encode("utf-16-le")) // 2 <= TEXT_LIMIT
    assert shown["text"].endswith("more")
    assert "https://outlet.example/1" in shown["text"]
    assert (len(shown["data"]["blocks"]), shown["data"]["omitted_count"]) == (101, 0)


def test_machines_get_no_more_than_a_chats_server_reads() -> None:
    data = told(a_message(blocks=items(1000, "هجوم على كاتي " * 20)))["data"]
    size = len(json.dumps(data["blocks"], ensure_ascii=False).encode())
    assert size == pytest.approx(BLOCKS_LIMIT, rel=0.05)
    assert data["omitted_count"] == 1000 - len(data["blocks"])


def in_the_docs(language: str) -> str:
    text = (TOP / "docs/webhook.md").read_text(encoding="utf-8")
    return text.partition(f"```{language}\n")[2].partition("```")[0]


def test_the_docs_show_what_is_posted() -> None:
    shown, posted = json.loads(in_the_docs("json")), told(a_message())
    assert shown.keys() == posted.keys()
    assert shown["data"].keys() == posted["data"].keys()
    assert shown["data"]["blocks"][0].keys() == posted["data"]["blocks"][0].keys()


def test_the_docs_know_what_is_ours() -> None:
    namespace: dict[str, Any] = {}
    exec(in_the_docs("python"), namespace)
    key, content = (
        bytes(range(24)),
        body(a_delivery(), message_id="m", reply_receipt=None),
    )
    signed = headers(content, message_id="m", sent_at=NOW, key=key)
    text = f"whsec_{base64.b64encode(key).decode()}"
    assert namespace["is_ours"](signed, content, text)
    assert not namespace["is_ours"](signed, content + b" ", text)


def test_nothing_stands_where_a_chat_looks_for_something_of_its_own() -> None:
    chats = {"blocks", "attachments", "type", "props", "payload", "channel", "metadata"}
    assert told(a_message()).keys() & chats == set()


CALLS = ["<!channel>", "<!here|all>", "<@U012AB3CD>", "@channel", "@all", "@here"]
LINKS = [
    "<https://evil.example|Radio du Fleuve>",
    "[Radio du Fleuve](https://evil.example)",
    "![](https://evil.example/seen.png)",
    "[Radio][1]\n[1]: https://evil.example",
]


@pytest.mark.parametrize("text", [*CALLS, *LINKS])
def test_a_headline_calls_nobody_and_hides_no_address(text: str) -> None:
    block = Block(kind=BlockKind.QUOTE, text=f"Kati : {text} !")
    shown = told(a_message(subject=f"HIGH {text}", blocks=(block,)))
    for trap in ("<", "@channel", "@all", "@here", "](", "][", "]:"):
        assert trap not in shown["text"]
    assert shown["data"]["blocks"][0]["text"] == f"Kati : {text} !"


def test_an_address_calls_nobody_and_leads_where_it_did() -> None:
    url = "https://outlet.example/a?b=<!channel>&c=@kati"
    block = Block(kind=BlockKind.LINK, text="Source", url=url)
    shown = told(a_message(blocks=(block,)))
    assert shown["text"].endswith("https://outlet.example/a?b=%3C!channel>&c=@kati")
    assert shown["data"]["blocks"][0]["url"] == url


def test_a_message_without_a_sound_says_so() -> None:
    assert told(a_message(silent=True))["data"]["silent"] is True
