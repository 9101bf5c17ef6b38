"""What each thing that a mail server does means for the mail (real SMTP)."""

import socket
import ssl
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from monitor.channels.email import EmailChannel
from monitor.errors import ChannelError, ConfigError, Fate
from tests.builders import a_delivery
from tests.canaries import MAIL_PASSWORD
from tests.channels.smtp_server import Mailroom, certificate, serving


def channel_to(port: int, **settings) -> EmailChannel:
    defaults = {
        "sender": "monitor@example.org",
        "host": "127.0.0.1",
        "security": "none",
        "timeout": timedelta(seconds=10),
    }
    return EmailChannel(port=port, **(defaults | settings))


def a_mail(**changes):
    return a_delivery(**({"destination": "desk@example.org"} | changes))


async def fate_of(channel: EmailChannel, **changes) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        await channel.send(a_mail(**changes))
    return caught.value


@pytest.fixture(scope="session")
def trusted(tmp_path_factory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """(server's, client's) contexts for 127.0.0.1."""
    return certificate(tmp_path_factory.mktemp("tls"), "127.0.0.1")


async def test_mail_arrives_with_both_parts():
    room = Mailroom()
    async with serving(room) as port:
        receipt = await channel_to(port).send(a_mail())
    (envelope,) = room.received
    mail = message_from_bytes(envelope.content, policy=policy.default)
    assert envelope.mail_from == "monitor@example.org"
    assert envelope.rcpt_tos == ["desk@example.org"]
    assert mail["Message-ID"] == receipt
    text, html = mail.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert "Killed 1 (army: 1 soldier)" in text.get_content()
    assert "Killed 1 (army: 1 soldier)" in html.get_content()


@pytest.mark.parametrize(
    ("replies", "fate", "arrived"),
    [
        ({"DATA": "drop"}, Fate.UNKNOWN, 1),
        ({"DATA": "421 closing"}, Fate.UNKNOWN, 0),
        ({"DATA": "452 disk full"}, Fate.NOT_SENT, 0),
        ({"DATA": "552 too big"}, Fate.REFUSED, 0),
        ({"DATA": "554 looks like spam"}, Fate.REFUSED, 0),
        ({"RCPT": "451 greylisted"}, Fate.NOT_SENT, 0),
        ({"RCPT": "421 closing"}, Fate.NOT_SENT, 0),
        ({"RCPT": "550 no such user"}, Fate.REFUSED, 0),
        ({"RCPT": "drop"}, Fate.NOT_SENT, 0),
        ({"MAIL": "451 busy"}, Fate.NOT_SENT, 0),
        ({"MAIL": "552 too big"}, Fate.REFUSED, 0),
        ({"MAIL": "550 not your address"}, Fate.UNAUTHORIZED, 0),
    ],
    ids=str,
)
async def test_fate_follows_what_the_server_said(replies, fate, arrived):
    room = Mailroom(**replies)
    async with serving(room) as port:
        error = await fate_of(channel_to(port))
    assert error.fate is fate
    assert len(room.received) == arrived


@pytest.mark.parametrize(
    ("step", "fate", "arrived"),
    [("RCPT", Fate.NOT_SENT, 0), ("DATA", Fate.UNKNOWN, 1)],
)
async def test_late_reply_is_unknown_only_once_the_text_is_out(step, fate, arrived):
    room = Mailroom(**{step: "late"})
    async with serving(room) as port:
        error = await fate_of(channel_to(port, timeout=timedelta(seconds=0.4)))
    assert (error.fate, len(room.received)) == (fate, arrived)


async def test_error_names_server_step_and_reply():
    async with serving(Mailroom(RCPT="550 no such user")) as port:
        error = await fate_of(channel_to(port))
    assert str(error) == f"mail: 127.0.0.1:{port}, RCPT TO: 550 no such user"


async def test_one_refused_recipient_does_not_touch_the_other():
    room = Mailroom()
    room.refused_recipients["gone@example.org"] = "550 gone"
    async with serving(room) as port:
        channel = channel_to(port)
        await channel.send(a_mail())
        error = await fate_of(channel, destination="gone@example.org")
    assert error.fate is Fate.REFUSED
    assert [e.rcpt_tos for e in room.received] == [["desk@example.org"]]


async def test_repeat_has_the_same_message_id():
    room = Mailroom(DATA="drop")
    async with serving(room) as port:
        channel = channel_to(port)
        await fate_of(channel)
        room.replies.clear()
        await channel.send(a_mail(unknown_count=1))
    first, second = (message_from_bytes(e.content) for e in room.received)
    assert first["Message-ID"] == second["Message-ID"]


async def test_nobody_listening_is_not_sent():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        error = await fate_of(channel_to(unused.getsockname()[1]))
    assert error.fate is Fate.NOT_SENT


@pytest.mark.parametrize("implicit", [False, True])
async def test_login_over_verified_tls(trusted, implicit):
    server, client = trusted
    room = Mailroom()
    async with serving(room, tls=server, implicit=implicit) as port:
        channel = channel_to(
            port,
            security="tls" if implicit else "starttls",
            user="monitor",
            password=lambda: MAIL_PASSWORD,
            tls=client,
        )
        await channel.send(a_mail())
        checks = await channel.check()
    assert room.logins == [(b"monitor", MAIL_PASSWORD.encode())] * 2
    assert len(room.received) == 1
    assert [(c.what, c.ok) for c in checks] == [(f"SMTP 127.0.0.1:{port}", True)]


@pytest.mark.parametrize("implicit", [False, True])
@pytest.mark.parametrize("problem", ["unknown authority", "another host"])
async def test_bad_certificate_gets_no_login(trusted, tmp_path, implicit, problem):
    server, client = trusted
    if problem == "unknown authority":
        client = None  # the system's authorities
    else:
        server, client = certificate(tmp_path, "other.example")
    room = Mailroom()
    async with serving(room, tls=server, implicit=implicit) as port:
        channel = channel_to(
            port,
            security="tls" if implicit else "starttls",
            user="monitor",
            password=lambda: MAIL_PASSWORD,
            tls=client,
        )
        error = await fate_of(channel)
        (check,) = await channel.check()
    assert error.fate is Fate.NOT_SENT
    assert "certificate verify failed" in str(error)
    assert not check.ok
    assert (room.logins, room.received) == ([], [])


async def test_no_starttls_is_never_plain_text():
    room = Mailroom()
    async with serving(room, auth_require_tls=False) as port:
        channel = channel_to(
            port, security="starttls", user="monitor", password=lambda: MAIL_PASSWORD
        )
        error = await fate_of(channel)
    assert error.fate is Fate.UNAUTHORIZED
    assert "STARTTLS" in str(error)
    assert (room.logins, room.received) == ([], [])


@pytest.mark.parametrize(
    ("reply", "fate"),
    [("535 wrong", Fate.UNAUTHORIZED), ("454 try later", Fate.NOT_SENT)],
)
async def test_refused_login(reply, fate):
    room = Mailroom(AUTH=reply)
    async with serving(room, auth_require_tls=False) as port:
        channel = channel_to(port, user="monitor", password=lambda: "hunter22")
        error = await fate_of(channel)
    assert error.fate is fate
    assert "hunter22" not in str(error)
    assert error.__context__ is None


async def test_password_that_cannot_be_read_or_sent_is_not_shown():
    def missing() -> str:
        msg = "morning.password: is empty"
        raise ConfigError(msg)

    async with serving(Mailroom(), auth_require_tls=False) as port:
        unread = await fate_of(channel_to(port, user="monitor", password=missing))
        unsent = await fate_of(channel_to(port, user="m", password=lambda: "pässwort"))
    assert unread.fate is Fate.UNAUTHORIZED
    assert "is empty" in str(unread)
    assert "ssword" not in str(unsent) + repr(unsent)
    assert "ä" not in str(unsent)


@pytest.mark.parametrize("host", ["mail.example.org", "192.0.2.1"])
def test_open_line_to_another_machine_is_refused(host):
    with pytest.raises(ConfigError, match="this machine only"):
        channel_to(25, host=host)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_open_line_to_this_machine_is_allowed(host):
    channel_to(25, host=host)


def test_sender_that_is_no_address_is_refused():
    with pytest.raises(ConfigError, match="from:"):
        channel_to(25, sender="nobody")


async def test_destination_that_is_no_address_is_refused():
    error = await fate_of(channel_to(25), destination="nobody")
    assert error.fate is Fate.REFUSED
