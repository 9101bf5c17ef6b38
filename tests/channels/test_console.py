from monitor.channels.console import ConsoleChannel
from tests.builders import a_delivery, a_message


async def test_message_is_printed_in_a_frame():
    written: list[str] = []
    channel = ConsoleChannel(written.append)
    receipt = await channel.send(a_delivery())
    lines = "".join(written).splitlines()
    assert lines[0].startswith(f"┌─ to -1001 · {receipt} ─")
    assert lines[1:-1] == [
        "│ 🔴 HIGH · Suicide attack on the garrison · Kati, Koulikoro, Mali",
        "│ Killed 1 (army: 1 soldier)",
        "│ Radio du Fleuve",
        "│ https://fleuve.example/kati-attaque",
    ]
    assert lines[-1].startswith("└──")


async def test_frame_says_what_it_continues_and_that_it_may_repeat():
    written: list[str] = []
    channel = ConsoleChannel(written.append)
    first = await channel.send(a_delivery())
    delivery = a_delivery(unknown_count=1, message=a_message(silent=True))
    await channel.send(delivery, reply_receipt=first)
    assert f"continues {first} · silent" in written[1]
    assert "↻ possible repeat" in written[1]


async def test_same_delivery_has_the_same_receipt():
    channel = ConsoleChannel(lambda _line: None)
    assert await channel.send(a_delivery()) == await channel.send(a_delivery())
    assert await channel.send(a_delivery(key="k")) != await channel.send(a_delivery())


async def test_nothing_can_be_wrong():
    (check,) = await ConsoleChannel(print).check()
    assert check.ok
