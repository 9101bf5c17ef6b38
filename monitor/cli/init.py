"""``monitor init``: a configuration of one's own to start from."""

import shutil
from pathlib import Path

import click

from monitor.errors import ConfigError
from monitor.folders import refusal
from monitor.shipped import shipped


@click.command()
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("monitor-config"),
    metavar="[FOLDER]",
)
def init(*, folder: Path) -> None:
    """Write the starter configuration into FOLDER, to be edited and kept in git.

    Nothing that is there is overwritten.
    """
    if (why := refusal(folder)) is not None:
        raise ConfigError(f"{folder}: nothing was written: {why}")
    if folder.exists() and any(folder.iterdir()):
        raise ConfigError(f"{folder}: is not empty; nothing was written; name another")
    _write(folder)
    click.echo(
        f"{folder}: written. Edit {folder}/monitor.toml, then try "
        f"`monitor check --config {folder}/monitor.toml`"
    )


def _write(folder: Path) -> None:
    """Contents alone: modes and owners of what is installed are not the user's."""
    source = shipped("config")
    for file in sorted(source.rglob("*.toml")):
        target = folder / file.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
