"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from monitor.config import Config, load_config
from monitor.shipped import shipped

AnyFunction = TypeVar("AnyFunction", bound=Callable[..., Any])


def config_option(function: AnyFunction) -> AnyFunction:
    """``--config PATH``; the command gets ``config_path``."""
    return click.option(
        "--config",
        "config_path",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="MONITOR_CONFIG",
        show_envvar=True,
        metavar="PATH",
        help="A monitor.toml; without it, the packaged starter configuration.",
    )(function)


def json_option(function: AnyFunction) -> AnyFunction:
    """``--json``; the command gets ``as_json``."""
    return click.option(
        "--json",
        "as_json",
        is_flag=True,
        help="Print JSON only; progress and logs go to standard error.",
    )(function)


def configured(config_path: Path | None) -> Config:
    """The configuration at that path, or the packaged one.

    What the packaged one writes goes to the current folder.

    Raises:
        ConfigError: with file, line, key and fix.
    """
    if config_path is not None:
        return load_config(config_path)
    return load_config(shipped("config") / "monitor.toml", state_folder=Path.cwd())
