"""Where the files are that come with the program: configuration and seeds."""

from importlib.resources import files
from pathlib import Path


def shipped(name: str) -> Path:
    """The folder ``config`` or ``seeds``, from the wheel or from a checkout."""
    package = Path(str(files("monitor")))
    packed = package / "_shipped" / name
    return packed if packed.is_dir() else package.parent / name
