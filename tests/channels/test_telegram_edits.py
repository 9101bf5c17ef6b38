"""A sent message is rewritten, and what stands in the way of that is no failure."""

from tests.builders import a_delivery, a_message
from tests.channels.conftest import DESK


def an_edit(subject: str):
    return a_delivery(
        key="edit:alert:s-000001:a-1:20220722T060000.000000Z@desk/-1001:20220722T061000Z",
        message=a_message(subject=subject),
        unknown_count=1,
    )


async def test_an_edit_rewrites_the_message_and_sends_none(api, connected):
    async with connected() as channel:
        receipt = await channel.send(a_delivery())
        assert await channel.send(an_edit("Kati: 8"), reply_receipt=receipt) == receipt
    assert len(api.sent) == 1
    text = api.messages[DESK, int(receipt)].text
    assert text.startswith("Kati: 8")
    assert "possible repeat" not in text


async def test_an_edit_that_changes_nothing_is_done(api, connected):
    async with connected() as channel:
        receipt = await channel.send(a_delivery())
        for _ in range(2):
            await channel.send(an_edit("Kati: 8"), reply_receipt=receipt)
    assert "not modified" in api.refused[0][2]


async def test_an_edit_of_a_message_that_was_deleted_is_done(api, connected):
    async with connected() as channel:
        assert await channel.send(an_edit("Kati: 8"), reply_receipt="77") == "77"
    assert "to edit not found" in api.refused[0][2]
    assert api.sent == []
