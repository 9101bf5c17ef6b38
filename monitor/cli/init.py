"""``monitor init``: a configuration of one's own to start from."""

import shutil
from pathlib import Path

import click

from monitor.errors import ConfigError
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
    if folder.exists() and any(folder.iterdir()):
        raise ConfigError(f"{folder}: is not empty; nothing was written")
    shutil.copytree(shipped("config"), folder, dirs_exist_ok=True)
    click.echo(
        f"{folder}: written. Edit {folder}/monitor.toml, then try "
        f"`monitor check --config {folder}/monitor.toml`"
    )
