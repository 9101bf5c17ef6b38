"""The nouns: frozen values that travel from a feed to a phone.

Every datetime is aware and in UTC. Every id is an opaque string. Nothing here
does any work; ``None`` always means "unknown", never "now", "zero" or "empty".

A *story* is a group of articles; an *event* is only ever an incident in the
world (as in ACLED and UCDP).
"""

from monitor.model.alert import (
    MAY_BE_ANOTHER,
    UNCONFIRMED,
    Alert,
    Decision,
    Digest,
    Told,
    Verdict,
)
from monitor.model.article import (
    Article,
    Feed,
    FeedState,
    Habit,
)
from monitor.model.delivery import (
    EDIT,
    Block,
    BlockKind,
    Call,
    Delivery,
    DeliveryStatus,
    Message,
)
from monitor.model.event import (
    Actor,
    Claim,
    DatePrecision,
    Event,
    EventStatus,
    EventType,
    Place,
    Precision,
    Role,
    Share,
    Side,
    Toll,
)
from monitor.model.lists import Lists
from monitor.model.story import (
    Assignment,
    Label,
    Report,
    Story,
)
from monitor.model.trouble import (
    DEAF,
    Trouble,
    TroubleKind,
)
from monitor.model.watch import (
    Ambiguity,
    Match,
    MatchMode,
    MatchStatus,
    Name,
    Watch,
    WatchKind,
    Watchlist,
)

__all__ = [
    "DEAF",
    "EDIT",
    "MAY_BE_ANOTHER",
    "UNCONFIRMED",
    "Actor",
    "Alert",
    "Ambiguity",
    "Article",
    "Assignment",
    "Block",
    "BlockKind",
    "Call",
    "Claim",
    "DatePrecision",
    "Decision",
    "Delivery",
    "DeliveryStatus",
    "Digest",
    "Event",
    "EventStatus",
    "EventType",
    "Feed",
    "FeedState",
    "Habit",
    "Label",
    "Lists",
    "Match",
    "MatchMode",
    "MatchStatus",
    "Message",
    "Name",
    "Place",
    "Precision",
    "Report",
    "Role",
    "Share",
    "Side",
    "Story",
    "Told",
    "Toll",
    "Trouble",
    "TroubleKind",
    "Verdict",
    "Watch",
    "WatchKind",
    "Watchlist",
]
