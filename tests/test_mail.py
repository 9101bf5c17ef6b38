"""The daily mail between real peers: one for each recipient and local date."""

import json
from email import message_from_bytes, policy
from pathlib import Path

from tests.channels.smtp_server import Mailroom, serving
from tests.newsroom import Item, a_world

RECIPIENTS = ["desk@example.org", "field@example.org"]
ATTACK = Item(
    title="Mali : une voiture piégée explose devant le camp militaire de Kati",
    text="Un soldat a été tué vendredi à l'aube à Kati, près de Bamako, dit l'armée.",
)


def by_mail(port: int) -> str:
    """What stands between the quotes of the channel's type."""
    return (
        f'email"\nfrom = "monitor@example.org"\nto = {json.dumps(RECIPIENTS)}\n'
        f'host = "127.0.0.1"\nport = {port}\nsecurity = "none'
    )


async def test_each_recipient_gets_the_digest_once(tmp_path: Path) -> None:
    mailroom = Mailroom()
    async with (
        serving(mailroom) as port,
        a_world(tmp_path, "/a", morning=by_mail(port)) as world,
    ):
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
            await world.pass_time(room, hours=2)
        async with world.start() as room:
            await world.pass_time(room, hours=2)
    assert sorted(e.rcpt_tos for e in mailroom.received) == [[r] for r in RECIPIENTS]
    mails = [
        message_from_bytes(e.content, policy=policy.default) for e in mailroom.received
    ]
    assert len({mail["Message-ID"] for mail in mails}) == 2
    for mail in mails:
        assert mail["Subject"] == "Conflict digest 2022-07-22: 1 new, 0 updates"
        text, page = (mail.get_body([kind]) for kind in ("plain", "html"))
        assert text is not None
        assert page is not None
        assert "Kati" in text.get_content()
        assert "Kati" in page.get_content()


async def test_a_refused_recipient_does_not_cost_the_other(tmp_path: Path) -> None:
    mailroom = Mailroom()
    mailroom.refused_recipients[RECIPIENTS[0]] = "550 no such user"
    async with (
        serving(mailroom) as port,
        a_world(tmp_path, "/a", morning=by_mail(port)) as world,
        world.start() as room,
    ):
        await world.pass_time(room, hours=2)
        await world.pass_time(room, hours=2)
    assert [e.rcpt_tos for e in mailroom.received] == [[RECIPIENTS[1]]]


async def test_a_digest_has_what_was_learned_after_the_call(tmp_path: Path) -> None:
    mailroom = Mailroom()
    wounded = Item(
        title="Mali : six blessés dans l'explosion au camp militaire de Kati",
        text="Un soldat a été tué et six personnes ont été blessées vendredi à l'aube "
        "à Kati, près de Bamako, par une voiture piégée, dit l'armée.",
    )
    async with (
        serving(mailroom) as port,
        a_world(tmp_path, "/a", "/b", morning=by_mail(port)) as world,
        world.start() as room,
    ):
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        world.outlets.feeds["/b"] = [wounded]
        await world.pass_time(room, hours=2)
    [mail, _] = [
        message_from_bytes(e.content, policy=policy.default) for e in mailroom.received
    ]
    text = mail.get_body(["plain"])
    assert text is not None
    assert "wounded 6" in text.get_content()
    assert "1 call about 1 event" in text.get_content()
