"""The configuration of commands that a mistake in a list does not end."""

from pathlib import Path

import click

from monitor.cli.options import configured
from monitor.config import Config
from monitor.pipeline.kept import load_or_kept


def configured_to_run(config_path: Path | None) -> Config:
    """The configuration, with the lists last taken up where one holds a mistake.

    Raises:
        ConfigError: with file, line, key and fix; no lists were kept.
    """
    if config_path is None:
        return configured(None)
    return load_or_kept(config_path, to_run=True)


def configured_to_look(config_path: Path | None) -> Config:
    """As `configured_to_run`, for what is answered from the store; warns in a line.

    Raises:
        ConfigError: with file, line, key and fix; no lists were kept.
    """
    if config_path is None:
        return configured(None)
    config = load_or_kept(config_path, to_run=False)
    if config.mistake is not None:
        first, *more = config.mistake.splitlines()
        also = f" (and {len(more)} more)" if more else ""
        said = f"monitor: {first}{also}; the lists last taken up stand in"
        click.echo(said, err=True)
    return config
