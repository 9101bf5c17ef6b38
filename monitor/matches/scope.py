"""Which articles a watch reads: only, or not, certain languages and sources."""

from monitor.matches.reading import Reading
from monitor.model import Watch


def reads(watch: Watch, reading: Reading) -> bool:
    """Whether the watch wants this article at all.

    An article of unknown language is none of the ``languages`` that are asked for,
    and none of the ``not_languages`` either.
    """
    source = reading.article.source
    return (
        (not watch.sources or source in watch.sources)
        and source not in watch.not_sources
        and (not watch.languages or reading.language in watch.languages)
        and (not watch.not_languages or reading.language not in watch.not_languages)
    )
