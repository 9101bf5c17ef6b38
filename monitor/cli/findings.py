"""What the linter finds and proposes, for a person to read at the command line."""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from monitor.channels.characters import one_line
from monitor.config import Config
from monitor.events.gazetteer import gazetteer
from monitor.lint.finding import Finding
from monitor.lint.locate import locate
from monitor.lint.spellings import spelled_groups, spelled_places
from monitor.lint.suggest import Proposal, suggest

#: Longest line of a finding; a name is 200 letters at most.
_LONGEST = 400


def show_findings(
    findings: Iterable[Finding], config: Config, console: Console
) -> None:
    """Print each finding with its file and line, what is wrong, and the fix."""
    where = _Where(config)
    for finding in findings:
        place = where.find(finding.watchlist_id, finding.watch_id, finding.name)
        _show(finding, place, console)


def print_proposals(config: Config) -> None:
    """Print each watch's ``names`` with what could be added, as TOML to paste.

    What may be another group's name stands above as a comment, with the reason.
    """
    where = _Where(config)
    watches = [watch for watchlist in config.watchlists for watch in watchlist.watches]
    countries = {watch.country for watch in watches if watch.country}
    spelled = [*spelled_places(countries), *spelled_groups()]
    for proposal in suggest(config.watchlists, spelled, gazetteer().find):
        watch = proposal.watch
        click.echo(
            f"# {where.find(watch.watchlist_id, watch.watch_id)} {watch.watch_id}"
        )
        for source, doubt, texts in _by_source(proposal):
            click.echo(f"# {f'NOT TAKEN, {doubt}' if doubt else 'new'}: {texts}")
            click.echo(f"#   from {source}")
        click.echo(f"{proposal.line}\n" if proposal.names else "")


def _by_source(proposal: Proposal) -> Iterator[tuple[str, str | None, str]]:
    """(list and id, doubt, names) of what is offered, in its order."""
    groups = groupby(proposal.offers, key=lambda offer: (offer.source, offer.doubt))
    for (source, doubt), offers in groups:
        yield source, doubt, ", ".join(offer.name.text for offer in offers)


class _Where:
    """Files and lines of watches; each file is read once."""

    def __init__(self, config: Config) -> None:
        ids = [watchlist.watchlist_id for watchlist in config.watchlists]
        self._files = dict(zip(ids, config.lists.watchlist_files, strict=True))
        self._read = cache(Path.read_text)

    def find(self, watchlist_id: str, watch_id: str, name: str | None = None) -> str:
        """As editors and terminals link it: ``sahel.toml:33``."""
        file = self._files[watchlist_id]
        line = locate(self._read(file, "utf-8-sig"), watch_id, name)
        return f"{file}:{line}" if line else str(file)


def _show(finding: Finding, where: str, console: Console) -> None:
    subject = f'"{finding.name}"' if finding.name is not None else "the watch"
    said = one_line(f"{subject} {finding.what}", at_most=_LONGEST)
    head = Text.assemble(("warning  ", "bold yellow"), f"{where}  {finding.watch_id}")
    console.print(head, soft_wrap=True)  # a path stays whole, to be clicked
    console.print(Padding(Text(said), (0, 0, 0, 9)))
    fix = Text.assemble(("fix: ", "bold"), one_line(finding.fix, at_most=_LONGEST))
    console.print(Padding(fix, (0, 0, 0, 9)))
