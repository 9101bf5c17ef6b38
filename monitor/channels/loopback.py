"""Which hosts are this machine, where a line need not be encrypted."""

import ipaddress


def is_loopback(host: str) -> bool:
    """Whether the host is this machine; of the names, only ``localhost`` is."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
