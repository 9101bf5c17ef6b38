"""Options that several commands share."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import click
from pydantic_core import PydanticCustomError

from monitor.config import Config, load_config
from monitor.shipped import shipped
from monitor.toml import duration

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


def since_option(function: AnyFunction) -> AnyFunction:
    """``--since DURATION``; the command gets ``since``."""
    return click.option(
        "--since",
        type=_Length(),
        default="30d",
        show_default=True,
        help="How far back to look in the store.",
    )(function)


class _Length(click.ParamType[timedelta]):
    name = "duration"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        try:
            return duration(value)
        except PydanticCustomError as error:
            self.fail(str(error), param, ctx)


def configured(config_path: Path | None) -> Config:
    """The configuration at that path, or the packaged one.

    What the packaged one writes goes to the current folder.

    Raises:
        ConfigError: with file, line, key and fix.
    """
    if config_path is not None:
        return load_config(config_path)
    return load_config(shipped("config") / "monitor.toml", state_folder=Path.cwd())
