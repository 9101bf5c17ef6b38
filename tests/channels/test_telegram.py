"""What arrives in a chat, and what is mended on the way."""

import pytest

from monitor.channels import message_fit, message_text
from monitor.channels.telegram import Draft, mend
from monitor.errors import ChannelError, Fate
from monitor.model import Block, BlockKind
from monitor.peers.bot_api import Chat
from monitor.peers.bot_api_faults import flood
from monitor.peers.bot_api_wire import ApiError, refused
from tests.builders import a_delivery, a_message
from tests.channels.conftest import DESK


def refusing(description: str):
    """A server that says no once, with those words."""

    async def answer(_accept):
        return refused(ApiError(400, f"Bad Request: {description}"))

    return answer


async def test_message_arrives_as_it_was_composed(api, connected):
    async with connected() as channel:
        receipt = await channel.send(a_delivery())
    (sent,) = api.sent
    assert receipt == str(sent.message_id)
    assert sent.text == (
        "🔴 HIGH · Suicide attack on the garrison · Kati, Koulikoro, Mali\n"
        "Killed 1 (army: 1 soldier)\n"
        "Radio du Fleuve"
    )
    assert [e["type"] for e in sent.entities] == ["bold", "text_link"]
    assert (sent.silent, sent.link_preview, sent.reply_to) == (False, False, None)


async def test_silent_message_makes_no_sound(api, connected):
    async with connected() as channel:
        await channel.send(a_delivery(message=a_message(silent=True)))
    assert api.sent[0].silent


async def test_possible_repeat_says_so(api, connected):
    async with connected() as channel:
        await channel.send(a_delivery(unknown_count=1))
    assert api.sent[0].text.split("\n")[1] == "↻ possible repeat"


async def test_update_answers_the_earlier_message(api, connected):
    async with connected() as channel:
        receipt = await channel.send(a_delivery())
        await channel.send(a_delivery(), reply_receipt=receipt)
    assert api.sent[1].reply_to == int(receipt)


@pytest.mark.parametrize("receipt", ["999", "<an id of mail@example.org>"])
async def test_update_goes_out_alone_when_the_earlier_message_is_gone(
    api, connected, receipt
):
    async with connected() as channel:
        await channel.send(a_delivery(), reply_receipt=receipt)
    assert api.sent[0].reply_to is None


async def test_message_goes_to_its_topic(api, connected):
    api.chats[DESK] = Chat(topics=frozenset({7}))
    async with connected(thread_id=7) as channel:
        await channel.send(a_delivery())
    assert api.sent[0].thread_id == 7


async def test_missing_topic_sends_to_general(api, connected, caplog):
    async with connected(thread_id=7) as channel:
        await channel.send(a_delivery())
    assert [s.thread_id for s in api.sent] == [None]
    assert "thread not found" in caplog.text


async def test_refused_markup_goes_out_as_plain_text(api, connected):
    api.faults.append(refusing("can't parse entities: Unsupported start tag"))
    async with connected() as channel:
        await channel.send(a_delivery())
    (sent,) = api.sent
    assert sent.entities == ()
    assert sent.text.endswith("Radio du Fleuve\nhttps://fleuve.example/kati-attaque")


async def test_too_long_message_is_shortened_until_it_fits(api, connected):
    api.faults.extend([refusing("message is too long")] * 2)
    blocks = tuple(Block(kind=BlockKind.TEXT, text="mot " * 40) for _ in range(25))
    async with connected() as channel:
        await channel.send(a_delivery(message=a_message(blocks=blocks)))
    (sent,) = api.sent
    assert len(sent.text) <= 1024
    assert "more" in sent.text


async def test_a_fault_of_our_own_is_not_told_as_one_of_the_server(api, connected):
    no_text = Block(kind=BlockKind.TEXT, text=None)
    async with connected() as channel:
        with pytest.raises(TypeError):
            await channel.send(a_delivery(message=a_message(blocks=(no_text,))))
    assert api.sent == []


async def test_message_at_the_limit_is_taken(api, connected):
    blocks = (Block(kind=BlockKind.TEXT, text="🔥" * 5000),)
    async with connected() as channel:
        await channel.send(a_delivery(message=a_message(blocks=blocks)))
    units = message_fit.utf16_length(api.sent[0].text)
    assert 3900 < units <= message_text.TEXT_LIMIT


async def test_flood_does_not_send_again(api, connected):
    api.faults.append(flood(3))
    async with connected() as channel:
        with pytest.raises(ChannelError):
            await channel.send(a_delivery())
    assert api.sent == []


@pytest.mark.parametrize(
    ("words", "draft", "mended"),
    [
        ("Can't parse entities", Draft(), Draft(as_html=False)),
        ("Entities_too_long", Draft(), Draft(as_html=False)),
        ("Can't parse entities", Draft(as_html=False), None),
        ("Message is too long", Draft(), Draft(limit=2048)),
        ("Message is too long", Draft(limit=512), None),
        ("Message thread not found", Draft(thread_id=3), Draft()),
        ("Topic_closed", Draft(thread_id=3), Draft()),
        ("Message thread not found", Draft(), None),
        ("Chat not found", Draft(thread_id=3), None),
    ],
)
def test_each_refusal_is_mended_by_what_it_names(words, draft, mended):
    assert mend(draft, ChannelError(words, fate=Fate.REFUSED)) == mended


@pytest.mark.parametrize("fate", set(Fate) - {Fate.REFUSED})
def test_only_a_refusal_is_mended(fate):
    assert mend(Draft(), ChannelError("Can't parse entities", fate=fate)) is None


async def test_check_names_bot_and_chats(api, connected):
    api.chats[42] = Chat(title="Awa")
    async with connected(chats=(str(DESK), "42", "-5")) as channel:
        checks = await channel.check()
    assert [(c.what, c.ok) for c in checks] == [
        ("bot token", True),
        ("chat -1001", True),
        ("chat 42", True),
        ("chat -5", False),
    ]
    assert checks[0].detail == "@monitor_bot"
    assert checks[1].detail == "supergroup Desk"
    assert "Chat not found" in checks[3].detail
    assert api.sent == []


async def test_check_stops_at_a_wrong_token(connected):
    async with connected(token=lambda: "1:wrong", chats=("1",)) as channel:
        (check,) = await channel.check()
    assert not check.ok
    assert "token" in check.detail
