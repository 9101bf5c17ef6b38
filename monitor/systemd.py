"""Tells systemd how the service fares: the protocol of sd_notify(3).

Without systemd nothing is told, and nothing is missed.
"""

import os
import socket
from collections.abc import Mapping


def notify(*assignments: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Send assignments like ``READY=1``; False where nobody listens.

    One datagram to ``$NOTIFY_SOCKET``, which is a path, or with "@" an abstract name.
    """
    address = environ.get("NOTIFY_SOCKET", "")
    if address[:1] not in ("/", "@"):
        return False
    if address.startswith("@"):
        address = f"\0{address[1:]}"
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
            wire.connect(address)
            wire.sendall("\n".join(assignments).encode())
    except OSError:
        # systemd is restarting itself, for one; the next beat will tell.
        return False
    return True
