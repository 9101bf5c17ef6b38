"""Secrets, from where an operator may keep them.

In this order: a systemd credential, a file, the environment. Never from the
configuration itself, and never shown.
"""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from monitor.errors import ConfigError

#: Docker and Podman mount secrets here, readable by all inside the container.
_CONTAINER_SECRETS = Path("/run/secrets")
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def read(
    name: str, *, file: Path | None = None, environ: Mapping[str, str] = os.environ
) -> str:
    """The secret of that name, without the line end at its end.

    Looked for in ``$CREDENTIALS_DIRECTORY/<name>`` (systemd ``LoadCredential=``),
    then in ``file``, then in ``$MONITOR_<NAME>``; the first that is there counts.

    Args:
        name: lower case, as in "telegram.token"; dots and hyphens are ``_`` in the
            environment.
        file: as configured, if it is.

    Raises:
        ConfigError: nowhere to be found, or empty.
    """
    found = find(name, file=file, environ=environ)
    if found is None:
        msg = (
            f"secret {name}: not found; put it in a file that the configuration names, "
            f"in a systemd credential {name}, or in ${_variable(name)}"
        )
        raise ConfigError(msg)
    return found


def find(
    name: str, *, file: Path | None = None, environ: Mapping[str, str] = os.environ
) -> str | None:
    """The same; None where nobody has put one anywhere.

    Raises:
        ConfigError: it is there, or is said to be, and cannot be read or is empty.
    """
    if (directory := environ.get("CREDENTIALS_DIRECTORY")) is not None:
        credential = Path(directory) / name
        if credential.is_file():
            return _content(credential, name)
    if file is not None:
        return _content(file, name)
    variable = _variable(name)
    if variable in environ:
        return _checked(environ[variable], name, f"${variable}")
    return None


def is_exposed(file: Path) -> bool:
    """Whether others on this machine may read the file; False where it is missing."""
    if file.resolve().is_relative_to(_CONTAINER_SECRETS):
        return False
    try:
        return bool(file.stat().st_mode & _OTHERS)
    except OSError:
        return False


def _variable(name: str) -> str:
    return f"MONITOR_{name.upper().replace('.', '_').replace('-', '_')}"


def _content(file: Path, name: str) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        msg = f"{file}: cannot be read ({error.strerror})"
        raise ConfigError(msg) from None
    except UnicodeDecodeError:
        msg = f"{file}: is not text in UTF-8"
        raise ConfigError(msg) from None
    return _checked(text, name, str(file))


def _checked(text: str, name: str, where: str) -> str:
    value = text.rstrip("\r\n")
    if not value.strip():
        msg = f"secret {name}: {where} is empty"
        raise ConfigError(msg)
    return value
