"""Tells the operator what needs a person, once, and when it is over.

What is in trouble is read off the rows; what was told is a row written in the
transaction that owes the note, so a restart tells nothing twice and forgets nothing.
"""

import logging
from datetime import datetime

from monitor.alerts.troubles import Turn, may_tell, turn
from monitor.deliveries.compose_note import note_message
from monitor.deliveries.owe import NOTE, owe_note
from monitor.health.troubles import troubles
from monitor.logs import fields
from monitor.model import Trouble
from monitor.pipeline.newsroom import Newsroom
from monitor.store import Tx
from monitor.store import deliveries as delivery_rows
from monitor.store import troubles as trouble_rows

log = logging.getLogger(__name__)


async def tell_operator(room: Newsroom) -> Turn | None:
    """Owe the operator a note where something began or ended; returns what it tells.

    Without an operator nothing is remembered as told; `status` still shows it.
    """
    return await room.store.run(lambda tx: _tell(tx, room, room.clock()))


def _tell(tx: Tx, room: Newsroom, now: datetime) -> Turn | None:
    trouble_rows.say_kept(tx, room.process, room.kept_config, now=now)
    if not room.config.settings.operator.alert_to:
        return None
    if not may_tell(delivery_rows.last_owed_at(tx, NOTE), now):
        return None
    present = troubles(tx, room.config.destinations, now=now)
    news = turn(trouble_rows.told(tx), present)
    if not news:
        return None
    for trouble in news.begun:
        trouble_rows.note(tx, trouble, now=now)
        log.warning("trouble.began %s", _told(trouble))
    trouble_rows.forget(tx, [trouble.subject for trouble in news.ended])
    for trouble in news.ended:
        log.info("trouble.ended %s", _told(trouble))
    for channel_id in room.config.settings.operator.alert_to:
        zone = room.config.zone(channel_id)
        message = note_message(news.begun, news.ended, zone=zone)
        for destination in room.config.channel(channel_id).destinations:
            note = owe_note(
                message, channel_id=channel_id, destination=destination, now=now
            )
            delivery_rows.add(tx, note)
    return news


def _told(trouble: Trouble) -> str:
    return fields(of=trouble.name, kind=trouble.kind.value, why=trouble.detail)
