"""What changes a story enough to call again, one row each."""

from dataclasses import replace

import pytest

from monitor.alerts.changes import changes
from monitor.model import Actor, Claim, Event, EventStatus, Place, Role, Story, Toll
from tests.builders import a_report, a_story, an_alert, an_event


def toll(low: int, high: int | None = None) -> Toll:
    return Toll(low=low, high=high or low, text=str(low))


def killed(figure: Toll | None) -> Event:
    return an_event(killed=figure)


def by(claim: Claim, actor_id: str = "jnim", *, is_named: bool = True) -> Event:
    actor = Actor(
        actor_id=actor_id,
        name=actor_id.upper(),
        role=Role.PERPETRATOR,
        claim=claim,
        is_named=is_named,
    )
    return an_event(actors=(actor,))


KATI, SEGOU = (Place(place_id=i, name=i.title()) for i in ("kati", "segou"))

ROWS = [
    # rule, before, after, reason, calls
    ("a first toll calls", killed(None), killed(toll(1)), "toll_first", True),
    ("nobody killed does not", killed(None), killed(toll(0)), "toll_first", False),
    ("a toll that doubles calls", killed(toll(2)), killed(toll(4)), "toll_rose", True),
    ("one more does not", killed(toll(6)), killed(toll(7)), "toll_rose", False),
    ("ten more call", killed(toll(25)), killed(toll(35)), "toll_rose", True),
    ("crossing ten calls", killed(toll(8)), killed(toll(11)), "toll_rose", True),
    ("crossing fifty calls", killed(toll(49)), killed(toll(52)), "toll_rose", True),
    ("a higher upper end counts", killed(toll(7)), killed(toll(7, 15)), "toll_rose",
     True),
    ("a toll revised down does not", killed(toll(12)), killed(toll(9)),
     "toll_revised", False),
    ("wounded alone do not", an_event(), an_event(wounded=toll(6)),
     "wounded_changed", False),
    ("first word of abducted calls", an_event(), an_event(abducted=toll(3)),
     "abducted_changed", True),
    ("twice as many abducted call", an_event(abducted=toll(1)),
     an_event(abducted=toll(2)), "abducted_changed", True),
    ("a few more abducted do not", an_event(abducted=toll(4)),
     an_event(abducted=toll(5)), "abducted_changed", False),
    ("a claim calls", by(Claim.ATTRIBUTED), by(Claim.CLAIMED), "claimed", True),
    ("a denial calls", by(Claim.ATTRIBUTED), by(Claim.DENIED), "denied", True),
    ("a first attribution calls", an_event(actors=()), by(Claim.ATTRIBUTED),
     "attributed", True),
    ("another suspect calls", by(Claim.ATTRIBUTED), by(Claim.ATTRIBUTED, "isgs"),
     "attributed", True),
    ("blaming militants does not", an_event(actors=()),
     by(Claim.ATTRIBUTED, "militants", is_named=False), "attributed", False),
    ("a name for the militants calls",
     by(Claim.ATTRIBUTED, "militants", is_named=False), by(Claim.ATTRIBUTED),
     "attributed", True),
]  # fmt: skip


@pytest.mark.parametrize(("_rule", "before", "after", "reason", "calls"), ROWS)
def test_change(
    _rule: str, before: Event, after: Event, reason: str, calls: bool
) -> None:
    told = (an_alert(story=a_story(event=before)),)
    found = changes(a_report(event=after), told[-1].story, a_story(event=after), told)
    assert (found[0].reason, found[0].calls) == (reason, calls)


def test_the_same_facts_change_nothing() -> None:
    assert changes(a_report(), a_story(), a_story(), (an_alert(),)) == ()


def test_what_calls_comes_first() -> None:
    after = an_event(wounded=toll(6), killed=toll(9))
    found = changes(
        a_report(event=after), a_story(), a_story(event=after), (an_alert(),)
    )
    assert [c.reason for c in found] == ["toll_rose", "wounded_changed"]
    assert found[0].detail == "killed 1 -> 9"


def also(story: Story, watch_id: str) -> Story:
    return replace(story, watches=(*story.watches, ("sahel", watch_id)))


def test_a_watched_place_that_the_event_is_at_calls() -> None:
    told = (an_alert(),)
    report = a_report(event=an_event(place=SEGOU))
    found = changes(report, a_story(), also(a_story(), "segou"), told)
    assert [(c.reason, c.calls) for c in found] == [("new_watch", True)]


def test_a_watched_place_in_the_background_does_not() -> None:
    told = (an_alert(),)
    report = a_report(event=an_event(place=KATI))
    assert changes(report, a_story(), also(a_story(), "segou"), told) == ()


def test_a_change_of_state_calls_once() -> None:
    freed = a_report(event=an_event(subtype="hostage_release"))
    told = an_alert()
    assert [c.reason for c in changes(freed, a_story(), a_story(), (told,))] == [
        "state_change"
    ]
    again = (told, an_alert(number=1, report=freed))
    assert changes(freed, a_story(), a_story(), again) == ()


def test_a_second_origin_is_noted_without_a_call() -> None:
    story = a_story(witnesses=("Radio du Fleuve", "AFP"))
    found = changes(a_report(), a_story(), story, (an_alert(),))
    assert [(c.reason, c.calls) for c in found] == [("confirmed", False)]


def test_who_denies_the_event_itself_calls_once() -> None:
    denial = a_report(event=an_event(status=EventStatus.DENIED))
    (change,) = changes(denial, a_story(), a_story(), [an_alert()])
    assert (change.reason, change.calls) == ("denied", True)
    assert change.detail.startswith("denied: ")
    again = [an_alert(), an_alert(number=1, report=denial)]
    assert changes(denial, a_story(), a_story(), again) == ()
