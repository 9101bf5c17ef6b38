"""The linter's findings, for a person to read at the command line."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from monitor.channels.characters import one_line
from monitor.config import Config
from monitor.lint.finding import Finding
from monitor.lint.locate import locate

#: Longest line of a finding; a name is 200 letters at most.
_LONGEST = 400


def show_findings(
    findings: Iterable[Finding], config: Config, console: Console
) -> None:
    """Print each finding with its file and line, what is wrong, and the fix."""
    files = {
        watchlist.watchlist_id: file
        for watchlist, file in zip(
            config.watchlists, config.watchlist_files, strict=True
        )
    }
    read = cache(Path.read_text)
    for finding in findings:
        file = files[finding.watchlist_id]
        line = locate(read(file, "utf-8-sig"), finding.watch_id, finding.name)
        _show(finding, f"{file}:{line}" if line else str(file), console)


def _show(finding: Finding, where: str, console: Console) -> None:
    subject = f'"{finding.name}"' if finding.name is not None else "the watch"
    said = one_line(f"{subject} {finding.what}", at_most=_LONGEST)
    head = Text.assemble(("warning  ", "bold yellow"), f"{where}  {finding.watch_id}")
    console.print(head, soft_wrap=True)  # a path stays whole, to be clicked
    console.print(Padding(Text(said), (0, 0, 0, 9)))
    fix = Text.assemble(("fix: ", "bold"), one_line(finding.fix, at_most=_LONGEST))
    console.print(Padding(fix, (0, 0, 0, 9)))
