"""What happened far from all that is watched rings for nobody."""

import csv
from dataclasses import replace
from importlib.resources import files

import pytest

from monitor.alerts.elsewhere import place_elsewhere
from monitor.model import Place, Watch, WatchKind
from tests.alerts.test_decide import screened
from tests.builders import a_match, a_report, an_event

WATCHES = {
    "khartoum": ("SD", WatchKind.PLACE),
    "kati": ("ML", WatchKind.PLACE),
    "roads": (None, WatchKind.PLACE),
    "jnim": (None, WatchKind.GROUP),
    "coup": (None, WatchKind.TOPIC),
}

CASES = [
    ("in its country", ["khartoum"], "SD", False),
    ("across a border", ["khartoum"], "TD", False),
    ("far away", ["khartoum"], "AF", True),
    ("far from one of two places", ["khartoum", "kati"], "NE", False),
    ("far from both places", ["khartoum", "kati"], "AF", True),
    ("on an island", ["khartoum"], "LK", True),
    ("a place whose country is not said", ["khartoum", "roads"], "AF", False),
    ("a watch that is gone", ["gone"], "AF", False),
    ("a group is named", ["khartoum", "jnim"], "AF", False),
    ("a topic is named", ["khartoum", "coup"], "AF", False),
    ("in no known country", ["khartoum"], None, False),
]


def watch(name: str) -> Watch:
    country, kind = WATCHES[name]
    return Watch(
        watch_id=name, watchlist_id="sahel", kind=kind, names=(), country=country
    )


@pytest.mark.parametrize(("_case", "named", "country", "expected"), CASES)
def test_an_event_is_elsewhere(
    _case: str, named: list[str], country: str | None, expected: bool
) -> None:
    place = Place(place_id="x", name="Kabul", country=country)
    kinds = [WATCHES[name][1] if name in WATCHES else WatchKind.PLACE for name in named]
    accepted = [
        a_match(watch_id=name, kind=kind)
        for name, kind in zip(named, kinds, strict=True)
    ]
    found = place_elsewhere(
        an_event(place=place), accepted, {name: watch(name) for name in WATCHES}
    )
    assert found == (place if expected else None)


def test_an_event_without_a_place_is_nowhere_else() -> None:
    named = [a_match(watch_id="khartoum")]
    watches = {"khartoum": watch("khartoum")}
    assert place_elsewhere(an_event(place=None), named, watches) is None


def test_what_happened_elsewhere_is_for_the_digest() -> None:
    kabul = Place(place_id="kabul", name="Kabul", country="AF")
    report = a_report(event=an_event(place=kabul))
    decision = screened(report, watches={"kati": watch("kati")})
    assert decision is not None
    assert (decision.verdict.value, decision.in_words) == (
        "digest",
        "elsewhere: Kabul (AF)",
    )
    at_home = replace(report, event=an_event())
    assert screened(at_home, watches={"kati": watch("kati")}) is None


def test_who_borders_on_a_country_is_bordered_by_it() -> None:
    path = files("monitor") / "data" / "alerts" / "neighbours.tsv"
    rows = csv.reader(path.read_text("utf-8").splitlines(), delimiter="\t")
    beside = {row[0]: row[1].split() for row in rows if not row[0].startswith("#")}
    for code, others in beside.items():
        assert others == sorted(set(others)), code
        assert all(code in beside[other] for other in others), code
