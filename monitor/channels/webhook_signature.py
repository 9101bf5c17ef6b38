"""Headers by which a receiver knows a message again, and that it is ours.

After the Standard Webhooks specification 1.0.0
(github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md). Pure.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime

from monitor.errors import ConfigError

_PREFIX = "whsec_"
#: Bytes; the specification's "Signature scheme".
SHORTEST_KEY = 24


def parse_key(text: str, *, name: str) -> bytes:
    """The key that the text writes in base64, with or without ``whsec_`` before it.

    Args:
        name: of the secret and its key, for the error.

    Raises:
        ConfigError: not base64, or fewer than 24 bytes.
    """
    digits = text.strip().removeprefix(_PREFIX).rstrip("=")
    try:
        key = base64.b64decode(digits + "=" * (-len(digits) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) < SHORTEST_KEY:
        msg = (
            f"{name}: {SHORTEST_KEY} bytes or more in base64 are wanted, "
            "as `openssl rand -base64 32` writes them"
        )
        raise ConfigError(msg)
    return key


def webhook_id(delivery_key: str) -> str:
    """What all attempts at the delivery of that key have in common.

    A hash: a full stop in it would let one signature stand for another message.
    """
    return f"msg_{hashlib.sha256(delivery_key.encode()).hexdigest()[:32]}"


def headers(
    content: bytes, *, message_id: str, sent_at: datetime, key: bytes | None
) -> dict[str, str]:
    """The three headers of one attempt; without a key, no signature.

    Args:
        content: the body, byte for byte as it goes out.
        sent_at: when the attempt is made.
    """
    timestamp = str(int(sent_at.timestamp()))
    told = {"webhook-id": message_id, "webhook-timestamp": timestamp}
    if key is not None:
        signed = b".".join((message_id.encode(), timestamp.encode(), content))
        digest = hmac.new(key, signed, hashlib.sha256).digest()
        told["webhook-signature"] = f"v1,{base64.b64encode(digest).decode()}"
    return told
