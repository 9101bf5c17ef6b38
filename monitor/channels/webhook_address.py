"""Where a webhook is, checked. It is a secret: no error shows more than the host."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from monitor.channels.loopback import is_loopback
from monitor.errors import ConfigError

_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """An address that may be posted to."""

    url: str = field(repr=False)
    host: str
    port: int
    is_encrypted: bool

    @property
    def place(self) -> str:
        """What may be shown of it: ``hooks.example:443``."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def parse(text: str, *, name: str) -> Address:
    """The address that the text is; blanks around it do not count.

    Args:
        name: of the secret and its key, for the error.

    Raises:
        ConfigError: none, or one over which others could read along.
    """
    url = text.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        (host or "").encode("idna")
    except ValueError:  # UnicodeError is one
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in _PORTS or not host or not _is_plain(url):
        raise ConfigError(
            f'{name}: an address is wanted, as "https://chat.example/..."'
        )
    if parts.scheme == "http" and not is_loopback(host):
        msg = f"{name}: http is for this machine only, not for {host}: use https"
        raise ConfigError(msg)
    return Address(
        url=url,
        host=host,
        port=port or _PORTS[parts.scheme],
        is_encrypted=parts.scheme == "https",
    )


def _is_plain(url: str) -> bool:
    return url.isprintable() and " " not in url
