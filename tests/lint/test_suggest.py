"""Further names: what is proposed, and what is left out."""

import tomllib

from monitor.lint.spellings import Spelled, spelled_groups, spelled_places
from monitor.lint.suggest import suggest
from monitor.model import MatchMode, Name, WatchKind, Watchlist
from tests.matches.sahel import a_watch

GROUP = WatchKind.GROUP


def spelled(*names, kind=WatchKind.PLACE, source="list 1", country="ML", **settings):
    return Spelled(
        kind=kind,
        names=tuple(Name(text=n) if isinstance(n, str) else n for n in names),
        source=source,
        country=country if kind is WatchKind.PLACE else None,
        **settings,
    )


def proposed(watches, things):
    watchlist = Watchlist(watchlist_id="w", title="W", watches=tuple(watches))
    return suggest([watchlist], things, lambda name: [])


def new_names(watch, *things):
    return [n.text for p in proposed([watch], things) for n in p.names]


def test_spellings_of_the_same_place_are_proposed_with_their_source():
    segou = a_watch("segou", Name(text="Ségou", language="fr"), country="ML")
    (proposal,) = proposed([segou], [spelled("Segou", "Sego Sikoro", "سيغو")])
    assert proposal.source == "list 1"
    assert tomllib.loads(proposal.line) == {
        "names": {"fr": ["Ségou", "Sego Sikoro"], "ar": ["سيغو"]}
    }


def test_what_is_found_already_is_not_proposed():
    watch = a_watch("fada", "Fada N'Gourma", country="BF")
    things = spelled(
        "Fada N'Gourma", "fada-n'gourma", "Fada Ngourma", "Ville de Fada N'Gourma",
        "Fadangurma", "Fadangurma Centre", country="BF",
    )  # fmt: skip
    assert new_names(watch, things) == ["Fadangurma"]


def test_names_that_collide_or_are_short_or_mixed_up_are_not_proposed():
    ours = a_watch("segou", "Ségou", country="ML")
    other = a_watch("sikoro", "Sikoro", country="ML")
    thing = spelled("Ségou", "Sikoro", "Adama", "Seg", "Segу", "سڴو", "Segu 2")
    assert proposed([ours, other], [thing]) == ()


def test_a_place_in_another_country_or_of_unclear_namesakes_is_left_alone():
    watch = a_watch("boni", "Bonni", country="ML")
    abroad = spelled("Bonni", "Bounni", country="NG")
    one = spelled("Bonni", "Bounni", source="list 1")
    two = spelled("Bonni", "Bonnikoy", source="list 2")
    town = spelled("Bonni", "Bonniville", source="list 3", population=9000)
    assert new_names(watch, abroad) == []
    assert new_names(watch, one, two) == []
    assert new_names(watch, one, two, town) == ["Bonniville"]


def test_all_lists_that_name_a_group_are_drawn_on():
    watch = a_watch("jnim", Name(text="GSIM", language="fr"), kind=GROUP)
    own = spelled("GSIM", Name(text="Support Group", language="en"), kind=GROUP)
    listed = spelled("JNIM", "GSIM", kind=GROUP, source="list 2")
    (proposal,) = proposed([watch], [own, listed])
    assert proposal.source == "list 1; list 2"
    assert [(n.text, n.language) for n in proposal.names] == [
        ("Support Group", "en"), ("JNIM", "fr"),
    ]  # fmt: skip


def test_a_names_mode_stays_in_the_line_to_paste():
    strict = Name(text="GSIM", mode=MatchMode.EXACT)
    watch = a_watch("jnim", strict, kind=GROUP)
    (proposal,) = proposed([watch], [spelled("GSIM", "Jamaat Nusrat", kind=GROUP)])
    names = tomllib.loads(proposal.line)["names"]
    assert names == {"und": [{"text": "GSIM", "mode": "exact"}, "Jamaat Nusrat"]}


def test_the_shipped_lists_are_read():
    places = list(spelled_places({"ML"}))
    assert {place.country for place in places} == {"ML"}
    assert any("Kati" in (n.text for n in p.names) for p in places)
    sources = [group.source for group in spelled_groups()]
    assert "listed by UN, EU, CA" in sources
    assert "groups.toml (UN, EU, CA)" in sources
