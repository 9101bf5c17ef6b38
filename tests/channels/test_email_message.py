"""Headers and parts of a mail."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.channels.email_message import compose, mailbox, message_id
from tests.builders import NOW, a_delivery, a_message


def mail_of(*, reply_receipt: str | None = None, **changes):
    delivery = a_delivery(**({"destination": "desk@example.org"} | changes))
    return compose(
        delivery,
        sender=mailbox("monitor@example.org"),
        domain="monitor.example.org",
        reply_receipt=reply_receipt,
    )


def parsed(mail):
    return message_from_bytes(mail.as_bytes(), policy=policy.default)


def test_headers_say_who_when_and_that_no_answer_is_wanted():
    mail = parsed(mail_of())
    assert mail["From"] == "monitor@example.org"
    assert mail["To"] == "desk@example.org"
    assert mail["Date"].datetime == NOW
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<desk.monitor.monitor.example.org>"


def test_every_attempt_is_the_same_mail_byte_for_byte():
    assert mail_of().as_bytes() == mail_of().as_bytes()


def test_message_id_is_a_hash_of_the_key():
    assert mail_of()["Message-ID"] == message_id(
        "s-000001:sahel:0:desk", "monitor.example.org"
    )
    assert message_id("a", "x.org") != message_id("b", "x.org")


def test_update_continues_the_thread():
    first = message_id("first", "monitor.example.org")
    raw = mail_of(reply_receipt=first).as_bytes().decode()
    assert f"In-Reply-To: {first}\r\n" in raw
    assert f"References: {first}\r\n" in raw


@pytest.mark.parametrize(
    "subject",
    [
        "two\u2028lines",
        "nul\x00 here",
        "x" * 5000,
        "hello\r\nBcc: other@example.org\r\n\r\nbody",
        "\ud800",
        "=?utf-8?q?=0d=0aBcc:_x?=",
        "=\x00?utf-8?q?=0d=0aBcc:_x?=",
        "هجوم على كاتي " * 30,
        "",
    ],
)
def test_hostile_subject_is_sent_clean(subject):
    mail = parsed(mail_of(message=a_message(subject=subject)))
    assert mail["Bcc"] is None
    assert 0 < len(mail["Subject"]) <= 200
    assert len(mail["Subject"].splitlines()) == 1


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_subject_gives_a_mail(subject):
    mail = parsed(mail_of(message=a_message(subject=subject)))
    assert set(mail.keys()) == set(mail_of().keys())


def test_lines_are_short_and_of_seven_bits():
    raw = mail_of(message=a_message(subject="é" * 150)).as_bytes()
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 100


@pytest.mark.parametrize(
    ("address", "spec"),
    [
        ("desk@example.org", "desk@example.org"),
        (" desk@Bücher.example ", "desk@xn--bcher-kva.example"),
        ("a.b+c@example.org", "a.b+c@example.org"),
    ],
)
def test_domain_of_an_address_is_in_idna(address, spec):
    assert mailbox(address).addr_spec == spec


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@example.org",
        "a@",
        "a@b@c",
        "a b@example.org",
        "a@exa mple.org",
        "a@example.org\r\nBcc: b@example.org",
        "é@example.org",
        "a@" + "x" * 70 + ".org",
    ],
)
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ValueError, match=r"address|SMTPUTF8"):
        mailbox(address)
