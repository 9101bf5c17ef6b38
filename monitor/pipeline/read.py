"""Articles are read: what they name, and what they say happened.

Reading one knows nothing of another; what they do together is for the desk.
"""

from collections.abc import Sequence

from monitor.events.read import read_event
from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import Article, Event, Match, MatchStatus, Report, Watchlist


class Reader:
    """Watchlists, compiled to read articles by."""

    def __init__(self, watchlists: Sequence[Watchlist]) -> None:
        self._lexicon = compile_lexicon(watchlists)
        self._watches = {w.watch_id: w for lst in watchlists for w in lst.watches}

    def read(self, article: Article, *, in_full: bool = False) -> Report:
        """What the article names and what it says happened; changes nothing.

        Args:
            in_full: read the event also where nothing watched is named, and no
                watchlist will ask for it.
        """
        matches = find_matches(article, self._lexicon)
        wanted = in_full or any(map(_may_count, matches))
        event = read_event(article, matches, self._watches) if wanted else Event()
        return Report(article=article, matches=matches, event=event)


def _may_count(match: Match) -> bool:
    return match.status is not MatchStatus.REJECTED
