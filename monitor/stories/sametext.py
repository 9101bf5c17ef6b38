"""Whether shared wording makes a copy, or is only a form or a site's furniture.

It finds no copies; `monitor.stories.copies` does.
"""

from monitor.model import Report
from monitor.stories.cluster import Cluster
from monitor.stories.member import Member
from monitor.stories.reading import Reading
from monitor.stories.signs import veto
from monitor.stories.stems import stem
from monitor.stories.wordlists import stop_words, trade_stems
from monitor.text import words

#: A text this full of another's shingles is its copy whatever was read from it.
_WHOLE_COPY = 0.9
#: Share of the shorter title's words that an edited title keeps.
_LIKE_TITLES = 0.5


def share_subject(report: Report, member: Member) -> bool:
    """Whether the titles share a telling word, or one of them has none.

    Sites share their furniture ("sign in to update your profile"): where texts agree
    and titles do not, the texts are that.
    """
    trade = trade_stems(report.article.language)
    one = _telling(report.article.title, report.article.language) - trade
    other = _telling(member.title, member.language) - trade
    return not one or not other or bool(one & other)


def is_same_text(
    report: Report, reading: Reading, member: Member, cluster: Cluster, share: float
) -> bool:
    """Whether shared shingles make a copy, and not two fillings of one form.

    A bulletin with another place or date in the same words is another event; an
    outlet's edited article keeps most of its title.
    """
    if share < _WHOLE_COPY and veto(reading, cluster):
        return False
    article = report.article
    if article.source != member.source:
        return True
    one = _telling(article.title, article.language)
    other = _telling(member.title, member.language)
    return len(one & other) >= _LIKE_TITLES * min(len(one), len(other))


def _telling(title: str, language: str | None) -> set[str]:
    return {stem(word) for word in set(words(title)) - stop_words(language)}
