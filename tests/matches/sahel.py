"""A small watchlist of the Sahel, and what is found with it."""

from datetime import UTC, datetime

from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import (
    Article,
    MatchStatus,
    Name,
    Watch,
    WatchKind,
    Watchlist,
)

SEEN_AT = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)


def a_watch(watch_id, *names, kind=WatchKind.PLACE, **settings):
    spelled = tuple(n if isinstance(n, Name) else Name(text=n) for n in names)
    return Watch(
        watch_id=watch_id, watchlist_id="w", kind=kind, names=spelled, **settings
    )


def a_lexicon(*watches):
    return compile_lexicon([Watchlist(watchlist_id="w", title="W", watches=watches)])


LEXICON = a_lexicon(
    a_watch(
        "kati",
        "Kati",
        "كاتي",
        "Кати",
        country="ML",
        near=("Bamako", "Koulikoro"),
        context=("garnison", "garrison"),
        never=("kati roll*", "Kati Piri"),
    ),
    a_watch("bamako", "Bamako", "Бамако", country="ML"),
    a_watch("segou", "Ségou", country="ML", near=("Bamako",)),
    a_watch("san", "San", country="ML", near=("Ségou", "Tominian")),
    a_watch("say", "Say", country="NE", near=("Niamey", "Torodi")),
    a_watch("leo", "Léo", country="BF", near=("Ouagadougou",)),
    a_watch("niger", "Niger", country="NE"),
    a_watch("mali", "Mali", "مالي", country="ML"),
    a_watch("macina", "Macina", country="ML"),
    a_watch("kidal", "Kidal", "Кидаль", country="ML"),
    a_watch("katiba-macina", "Katiba Macina", kind=WatchKind.GROUP),
    a_watch(
        "jnim",
        "JNIM",
        "GSIM",
        "Jama'at Nusrat al-Islam wal-Muslimin",
        "Support Group for Islam and Muslims",
        "جماعة نصرة الإسلام والمسلمين",
        kind=WatchKind.GROUP,
    ),
    a_watch("is", "IS", "EI", "Islamic State", kind=WatchKind.GROUP),
    a_watch("qaida", "القاعدة في بلاد المغرب", kind=WatchKind.GROUP),
    a_watch("goita", "Assimi Goïta", kind=WatchKind.PERSON),
)


def an_article(text="", *, title="", language=None, source="Desk", country=None):
    return Article(
        article_id="a",
        feed_id="f",
        source=source,
        url="https://example.org/a",
        title=title,
        text=text,
        language=language,
        fetched_at=SEEN_AT,
        country=country,
    )


def matches_in(text="", lexicon=LEXICON, **settings):
    return find_matches(an_article(text, **settings), lexicon)


def accepted(text="", lexicon=LEXICON, **settings):
    return {
        m.watch_id
        for m in matches_in(text, lexicon, **settings)
        if m.status is MatchStatus.ACCEPTED
    }
