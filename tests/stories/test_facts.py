"""Facts are fused from statements; nothing is invented."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import (
    Event,
    EventStatus,
    EventType,
    Share,
    Side,
    Toll,
)
from monitor.stories.facts import Statement, fuse
from tests.builders import NOW
from tests.stories.wire import KATI, MALI, SEGOU


def says(origin: str, hours: float = 0, **event: Any) -> Statement:
    fields = {"type": EventType.BATTLES, **event}
    return Statement(
        article_id=f"{origin}{hours}",
        origin=origin,
        at=NOW + timedelta(hours=hours),
        event=Event(**fields),
    )


def killed(low: int, high: int | None = None, source: str | None = None) -> Toll:
    return Toll(low=low, high=high or low, text=f"{low} killed", source=source)


@pytest.mark.parametrize(
    ("rule", "statements", "low", "high"),
    [
        ("one figure stands", [says("AFP", 0, killed=killed(7))], 7, 7),
        (
            "independent figures make a range",
            [says("AFP", 0, killed=killed(7)), says("RFI", 1, killed=killed(15))],
            7,
            15,
        ),
        (
            "an origin revises itself",
            [says("AFP", 0, killed=killed(7)), says("AFP", 2, killed=killed(12))],
            12,
            12,
        ),
        (
            "order of arrival does not matter",
            [says("AFP", 2, killed=killed(12)), says("AFP", 0, killed=killed(7))],
            12,
            12,
        ),
        (
            "a named source revises itself in another outlet",
            [
                says("AFP", 0, killed=killed(1, source="the army")),
                says("RFI", 3, killed=killed(8, source="the army")),
            ],
            8,
            8,
        ),
        (
            "an outlet's two named sources both stand",
            [
                says("AFP", 0, killed=killed(7, source="the army")),
                says("AFP", 1, killed=killed(15, source="a hospital")),
            ],
            7,
            15,
        ),
        (
            "silence changes nothing",
            [says("AFP", 0, killed=killed(7)), says("RFI", 1)],
            7,
            7,
        ),
    ],
)
def test_toll(rule: str, statements: list[Statement], low: int, high: int) -> None:
    toll = fuse(statements).killed
    assert toll is not None
    assert (toll.low, toll.high) == (low, high), rule


def test_a_range_says_who_says_what() -> None:
    toll = fuse(
        [
            says("AFP", 0, killed=killed(7, source="the army")),
            says("RFI", 1, killed=killed(15)),
        ]
    ).killed
    assert toll is not None
    assert toll.text == "RFI: 15 killed; the army: 7 killed"


def test_totals_that_differ_keep_who_gives_them() -> None:
    toll = fuse(
        [
            says("AFP", 0, killed=killed(7, source="army")),
            says("RFI", 1, killed=killed(15, source="hospital")),
            says("Radio", 2, killed=killed(9)),
        ]
    ).killed
    assert toll is not None
    assert [(r.source, r.low, r.high) for r in toll.rivals] == [
        ("Radio", 9, 9),
        ("hospital", 15, 15),
        ("army", 7, 7),
    ]


def test_of_many_totals_the_lowest_the_highest_and_the_newest_are_kept() -> None:
    told = [(f"Outlet {n}", 10 + n % 7) for n in range(40)]
    toll = fuse(
        [says("AFP", 0, killed=killed(3)), says("RFI", 1, killed=killed(30))]
        + [says(who, n + 2, killed=killed(low)) for n, (who, low) in enumerate(told)]
    ).killed
    assert toll is not None
    assert len(toll.rivals) <= 12
    assert {r.low for r in toll.rivals} == {3, 30, 14, 13}


def test_totals_that_agree_have_no_rivals() -> None:
    toll = fuse([says("AFP", 0, killed=killed(7)), says("RFI", 1, killed=killed(7))])
    assert toll.killed is not None
    assert toll.killed.rivals == ()


def test_a_new_total_beside_the_sides_of_an_older_count_is_a_rival() -> None:
    sides = (
        Share(side=Side.STATE, kind="army", low=1, high=1, text=""),
        Share(side=Side.ARMED_GROUP, kind="militant", low=7, high=7, text=""),
    )
    army = replace(killed(8, source="army"), sides=sides)
    hospital = replace(killed(15, source="hospital source"), sides=sides)
    toll = fuse([says("a", 0, killed=army), says("b", 9, killed=hospital)]).killed
    assert toll is not None
    assert [(r.source, r.high) for r in toll.rivals] == [("hospital source", 15)]


def test_a_toll_with_sides_is_no_rival_of_its_own_total() -> None:
    toll = fuse(
        [says("AFP", 0, killed=army(7, "army")), says("RFI", 1, killed=killed(15))]
    ).killed
    assert toll is not None
    assert [r.source for r in toll.rivals] == ["RFI"]


def test_nobody_says_anything() -> None:
    assert fuse([]) == Event()
    assert fuse([says("AFP")]).killed is None


def test_the_most_precise_place_and_the_majority_of_dates_stand() -> None:
    event = fuse(
        [
            says("a", 0, place=MALI, date=date(2022, 7, 22)),
            says("b", 1, place=KATI, date=date(2022, 7, 22)),
            says("c", 2, place=MALI, date=date(2022, 7, 21)),
        ]
    )
    assert event.place == KATI
    assert event.date == date(2022, 7, 22)


def test_of_two_towns_the_one_most_named_stands() -> None:
    event = fuse(
        [says("a", 0, place=KATI), says("b", 1, place=SEGOU), says("c", 2, place=KATI)]
    )
    assert event.place == KATI


def test_newer_statements_weigh_more() -> None:
    crime = {"type": EventType.CRIME}
    event = fuse([says("a", 0, **crime), says("b", 1, **crime), says("c", 72)])
    assert event.type is EventType.BATTLES


def blast(origin: str, hours: float, subtype: str) -> Statement:
    kind = EventType.EXPLOSIONS_REMOTE_VIOLENCE
    return says(origin, hours, type=kind, subtype=subtype)


def test_reports_of_a_blast_leave_open_that_it_was_a_suicide_bombing() -> None:
    early = [blast(o, 0, "remote_explosive_landmine_ied") for o in "abcde"]
    known = [blast(o, 4, "suicide_bomb") for o in "fg"]
    late = [blast(o, 30, "remote_explosive_landmine_ied") for o in "hi"]
    assert fuse(early).subtype == "remote_explosive_landmine_ied"
    assert fuse([*early, *known]).subtype == "suicide_bomb"
    assert fuse([*early, *known, *late]).subtype == "suicide_bomb"


def test_the_fight_around_a_suicide_bombing_does_not_hide_it() -> None:
    fight = [says(o, n, subtype="armed_clash") for n, o in enumerate("abcde")]
    known = [blast(o, 2, "suicide_bomb") for o in "fg"]
    event = fuse([*fight, *known])
    assert event.type is EventType.EXPLOSIONS_REMOTE_VIOLENCE
    assert event.subtype == "suicide_bomb"
    assert fuse([*fight, *fight, known[0]]).type is EventType.BATTLES


def test_one_report_among_many_does_not_say_how_it_was_done() -> None:
    early = [blast(o, 0, "remote_explosive_landmine_ied") for o in "abcde"]
    assert fuse([*early, blast("f", 1, "grenade")]).subtype != "grenade"


def test_a_comment_does_not_turn_a_report_into_opinion() -> None:
    event = fuse([says("a", 0), says("b", 1, status=EventStatus.OPINION)])
    assert event.status is EventStatus.REPORTED


def test_the_gravest_severity_stands() -> None:
    assert fuse([says("a", 0, severity=7.5), says("b", 1, severity=4)]).severity == 7.5


_FIGURES = st.tuples(st.sampled_from("abc"), st.integers(0, 99), st.integers(1, 99))


@given(st.lists(_FIGURES, min_size=1, max_size=12))
def test_a_fused_toll_spans_only_what_was_said(
    figures: list[tuple[str, int, int]],
) -> None:
    toll = fuse([says(o, h, killed=killed(n)) for o, h, n in figures]).killed
    assert toll is not None
    said = [n for _, _, n in figures]
    assert min(said) <= toll.low <= toll.high <= max(said)
    assert toll.low in said
    assert toll.high in said


def army(low: int, source: str | None = None, kind: str = "army") -> Toll:
    share = Share(
        side=Side.STATE, kind=kind, low=low, high=low, text=f"{low}", source=source
    )
    return replace(killed(low, source=source), sides=(share,))


def test_sides_of_rival_sources_stand_side_by_side() -> None:
    toll = fuse(
        [says("AFP", 0, killed=army(9, "army")), says("RFI", 1, killed=army(16, "UN"))]
    ).killed
    assert toll is not None
    assert [(s.source, s.low, s.high) for s in toll.sides] == [
        ("army", 9, 9),
        ("UN", 16, 16),
    ]


def test_outlets_without_a_source_are_one_voice() -> None:
    toll = fuse(
        [says("AFP", 0, killed=army(9)), says("RFI", 1, killed=army(12, kind="police"))]
    ).killed
    assert toll is not None
    (side,) = toll.sides
    assert (side.low, side.high, side.kind) == (9, 12, None)


def test_a_source_takes_the_place_of_the_same_figure_without_one() -> None:
    toll = fuse(
        [says("AFP", 0, killed=army(9)), says("RFI", 1, killed=army(9, "army"))]
    ).killed
    assert toll is not None
    assert [side.source for side in toll.sides] == ["army"]


def test_a_revised_side_leaves_the_story() -> None:
    toll = fuse(
        [says("AFP", 0, killed=army(1, "army")), says("RFI", 9, killed=army(8, "army"))]
    ).killed
    assert toll is not None
    assert [(side.low, side.high) for side in toll.sides] == [(8, 8)]
