"""What only sounds like conflict: sport, films, illness, accidents, crime, politics.

Each rule needs that no armed group is named and no weapon of war was used; the
table follows the confusions that news monitoring is known to make.
"""

from collections.abc import Callable

from monitor.events.codebook import is_alarm
from monitor.events.numbers import tells_score
from monitor.events.people import INSURGENT
from monitor.events.scene import Scene
from monitor.model import EventType

_Rule = Callable[[Scene, str], bool]
_ACTS = (
    *("cue.attack", "cue.ied", "cue.clash", "cue.ambush", "cue.airstrike"),
    *("cue.suicide", "cue.shelling", "cue.abduct", "cue.chemical", "cue.grenade"),
)
_WAR = ("cue.ied", "cue.airstrike", "cue.suicide", "cue.shelling", "cue.ambush")
#: Weight of a word in the first sentences: enough where people died of no attack.
_EARLY = 0.6
#: Weight of two words of the lead, or of more in other places.
_TWO_WORDS = 2.0
#: Weight of words of sport where people are killed: a stadium is attacked, too.
_STADIUM = 4.0
#: Kinds of events that need no violence to be real.
_CIVIC = frozenset(
    [
        "peaceful_protest",
        "protest_with_intervention",
        "violent_demonstration",
        "mob_violence",
        "coup_mutiny",
        "agreement",
        "hostage_release",
        "excessive_force_against_protesters",
    ]
)
#: Those who take part in a conflict, and are no army: an army also has budgets.
_ARMED = INSURGENT | {"militia"}
#: Vetoes that a rule weighs beside its own.
_KIN = {"accident": ("disaster",), "politics": ("market", "figurative")}
_PETTY = frozenset(
    [
        "arrests",
        "disrupted_weapons_use",
        "other",
        "change_to_group_activity",
    ]
)


def not_conflict(scene: Scene, subtype: str) -> tuple[EventType, str] | None:
    """The type that is no conflict event, with its reason; None where it may be one.

    Args:
        scene: of the article.
        subtype: that the votes are for, were it a conflict event.
    """
    for name, kind, rule in _RULES:
        if rule(scene, subtype):
            said = (scene.first(f"veto.{veto}") for veto in (name, *_KIN.get(name, ())))
            word = next(filter(None, said), "")
            return kind, f'{kind.value}, not conflict: {name} "{word}"'
    return None


def _armed(scene: Scene) -> bool:
    return scene.names(INSURGENT - {"bandit"})


def _hurt(scene: Scene) -> bool:
    return any(f.high and f.counted for f in scene.figures)


def _is_sport(scene: Scene, subtype: str) -> bool:
    """Two words of sport, or one and a score; three where "attackers" may play."""
    del subtype
    needed = 3.0 if scene.names(INSURGENT) else 2.0
    dead = any(f.field == "killed" and f.counted and f.high for f in scene.figures)
    sport = scene.weight("veto.sport")
    if sport >= 1.0 and not dead and any(map(tells_score, scene.sentences)):
        return True
    return sport >= max(_STADIUM if dead else needed, _acts(scene))


def _is_fiction(scene: Scene, subtype: str) -> bool:
    """Two words of film or book; toll and weapons are then those of the plot."""
    told = scene.weight("veto.fiction")
    return told >= _TWO_WORDS and subtype not in _CIVIC and told >= _acts(scene)


def _is_illness(scene: Scene, subtype: str) -> bool:
    del subtype
    return (
        scene.weight("veto.disease") >= 1.0
        and not _armed(scene)
        and not scene.weight(*_ACTS)
    )


def _is_accident(scene: Scene, subtype: str) -> bool:
    acts = _acts(scene)
    disaster = scene.weight("veto.disaster")
    harm = scene.weight("veto.accident") + (disaster if disaster > acts else 0.0)
    quiet = subtype not in _CIVIC or not scene.weight("cue.protest", "cue.riot")
    needed = max(_EARLY if _hurt(scene) else 1.0, acts)
    is_graver = harm >= needed and harm > scene.weight(*_WAR)
    return is_graver and quiet and not scene.names(INSURGENT)


def _is_crime(scene: Scene, subtype: str) -> bool:
    if _armed(scene) or scene.weight(*_WAR) or subtype in _CIVIC:
        return False
    petty = subtype in _PETTY and scene.kinds["bandit"] and not _hurt(scene)
    return scene.weight("veto.crime") >= 1.0 or bool(petty)


def _is_talk(scene: Scene, subtype: str) -> bool:
    """Politics and markets without anybody hurt, armed, or marching."""
    if subtype in _CIVIC or scene.names(_ARMED) or _hurt(scene) or is_alarm(scene):
        return False
    if scene.weight(*_WAR, "cue.explosion", "cue.abduct"):
        return False
    talk = scene.weight("veto.politics", "veto.market", "veto.figurative")
    return talk >= max(1.0, scene.weight("cue.attack", "cue.killing", "cue.clash"))


def _is_labour(scene: Scene, subtype: str) -> bool:
    """Wage talks are no peace talks, and a strike without a march is no protest."""
    quiet = subtype in _PETTY or subtype == "agreement"
    if subtype == "peaceful_protest":
        quiet = scene.weight("cue.protest", "cue.appeal") < 1.0
    return is_labour(scene) and quiet and not _armed(scene)


def is_labour(scene: Scene) -> bool:
    """Whether the article tells of wages, unions, a strike."""
    return scene.weight("veto.labour") >= 1.0


def _is_clearing(scene: Scene, subtype: str) -> bool:
    del subtype
    return scene.weight("veto.mine_clearing") >= 1.0 and not _hurt(scene)


def _acts(scene: Scene) -> float:
    return scene.weight(*_ACTS)


_RULES: tuple[tuple[str, EventType, _Rule], ...] = (
    ("sport", EventType.NONE, _is_sport),
    ("fiction", EventType.NONE, _is_fiction),
    ("mine_clearing", EventType.NONE, _is_clearing),
    ("labour", EventType.NONE, _is_labour),
    ("disease", EventType.NONE, _is_illness),
    ("accident", EventType.ACCIDENT_DISASTER, _is_accident),
    ("crime", EventType.CRIME, _is_crime),
    ("politics", EventType.NONE, _is_talk),
)
