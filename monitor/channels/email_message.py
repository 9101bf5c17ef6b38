"""Delivery -> a mail: headers, a text part and an HTML part.

The same delivery gives the same mail on every attempt, date and id included. It
sends nothing.
"""

import hashlib
import re
from email.headerregistry import Address, HeaderRegistry, MessageIDHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from functools import cache

from monitor.channels.characters import one_line
from monitor.channels.email_html import html_part, text_part
from monitor.model import Delivery

#: Code points; a subject is one line in a list of mails, not a text.
LONGEST_SUBJECT = 200
#: Lines of 76 and bytes of 7 bits, for any relay (RFC 2045 section 6.7).
_ENCODING = "quoted-printable"
#: A dot-atom (RFC 5322 section 3.2.3); quoted local parts are not taken.
_LOCAL_PART = re.compile(
    r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII
)
#: RFC 5321 section 4.1.2, after IDNA; a host on this network may have one label.
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*", re.IGNORECASE | re.ASCII)


def compose(
    delivery: Delivery, *, sender: Address, domain: str, reply_receipt: str | None
) -> EmailMessage:
    """The mail to the delivery's one recipient.

    Args:
        sender: as ``mailbox`` gives it.
        domain: of the Message-ID, a hash of the delivery's key: a second attempt has
            the same one, by which servers and readers fold duplicates.
        reply_receipt: Message-ID of the mail that this one continues.

    Raises:
        ValueError: the destination is not a mail address.
    """
    mail = EmailMessage(policy=_policy())
    mail["From"] = sender
    mail["To"] = mailbox(delivery.destination)
    mail["Subject"] = _subject(delivery.message.subject)
    mail["Date"] = delivery.created_at
    mail["Message-ID"] = message_id(delivery.key, domain)
    if reply_receipt is not None:
        mail["In-Reply-To"] = mail["References"] = one_line(reply_receipt, at_most=200)
    mail["List-Id"] = f"<{_token(delivery.channel_id)}.monitor.{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic answers
    mail["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    repeat = delivery.unknown_count > 0
    mail.set_content(text_part(delivery.message, repeat=repeat), cte=_ENCODING)
    mail.add_alternative(
        html_part(delivery.message, repeat=repeat), subtype="html", cte=_ENCODING
    )
    # The boundary is random by default; the mail must not change between attempts.
    mail.set_boundary(hashlib.sha256(f"{delivery.key}/parts".encode()).hexdigest())
    return mail


def _subject(subject: str) -> str:
    """One line that is no encoded word: those are decoded when a header is set."""
    line = one_line(subject, at_most=LONGEST_SUBJECT).replace("=?", "= ?")
    return one_line(line, at_most=LONGEST_SUBJECT) or "(no subject)"


def message_id(key: str, domain: str) -> str:
    """The Message-ID of every attempt at the delivery with that key."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()}@{domain}>"


def mailbox(address: str) -> Address:
    """The address with its domain in IDNA.

    Raises:
        ValueError: not an address, or one that needs SMTPUTF8 (RFC 6531).
    """
    user, _, domain = address.strip().rpartition("@")
    if user and not user.isascii():
        msg = f"{address!r}: letters before the @ that are not ASCII need SMTPUTF8"
        raise ValueError(msg)
    try:
        host = domain.encode("idna").decode()
    except UnicodeError:
        host = ""
    if not _LOCAL_PART.fullmatch(user) or not _DOMAIN.fullmatch(host):
        msg = f"{one_line(address, at_most=80)!r} is not a mail address"
        raise ValueError(msg)
    return Address(username=user, domain=host)


@cache
def _policy() -> "EmailPolicy[EmailMessage]":
    """CRLF, and ids that are not folded: an encoded word is no Message-ID."""
    registry = HeaderRegistry()
    for name in ("in-reply-to", "references"):
        # A mix-in, as all classes that a registry takes; typeshed asks for the whole.
        registry.map_to_type(name, MessageIDHeader)  # type: ignore[arg-type]  # stub
    return SMTP.clone(header_factory=registry)


def _token(name: str) -> str:
    """The name as a label of a List-Id (RFC 2919 section 2)."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in name) or "alerts"
