"""The command line: each command lives in a module that is loaded when it is used.

Exit status: 0 done, 1 failed at run time, 2 wrong usage or configuration.
"""

import importlib
import sys

import click

from monitor import __version__
from monitor.errors import ConfigError, MonitorError

#: Command -> (module, what it does). The words stand here so that ``--help`` need
#: not load the modules.
COMMANDS = {
    "run": ("run", "Poll, decide and deliver until stopped (SIGTERM drains)."),
    "once": ("run", "One pass: poll and deliver what is due. For cron."),
    "demo": ("demo", "Three days at Kati on this machine: no account, no network."),
    "check": ("check", "Check the configuration; with --live also feeds and channels."),
    "init": ("init", "Write a starter configuration into a folder."),
    "inspect": ("inspect", "What one article names, what happened, what we would do."),
    "replay": ("replay", "Run a file of articles through the whole pipeline."),
    "backtest": ("backtest", "What an edited watchlist would have called, and why."),
    "explain": ("explain", "Why did, or didn't, I get this article?"),
    "stories": ("stories", "List and show stories; merge and split them by hand."),
    "deliveries": ("deliveries", "List what is parked or waits; retry or drop it."),
    "feeds": ("feeds", "List feeds with their health; retry, add, parse, import."),
    "watchlists": ("watchlists", "Spellings close to watched names, to be added."),
    "digest": ("digest", "Preview the next digest as an HTML file."),
    "status": ("status", "Is the service alive, and is anything owed or failing?"),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"monitor.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="monitor")
def cli() -> None:
    """Watch feeds for armed conflict; be told once, fast, and why.

    Start with `monitor demo`, then `monitor init` and `monitor check`.
    Without --config, every command uses the packaged starter configuration.
    """


def main() -> None:
    """Run the command that the arguments name, and exit with its status."""
    try:
        result = cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except ConfigError as error:
        click.echo(f"monitor: {error}", err=True)
        sys.exit(2)
    except MonitorError as error:
        click.echo(f"monitor: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"monitor: {where}{error.strerror or error}", err=True)
        sys.exit(1)
    sys.exit(result if isinstance(result, int) else 0)
