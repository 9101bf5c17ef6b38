"""Further names: what is proposed, and what is left out."""

import tomllib

from monitor.events.gazetteer import gazetteer
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


def a_list(*watches, watchlist_id="w"):
    return Watchlist(watchlist_id=watchlist_id, title="W", watches=watches)


def proposed(watches, things):
    return suggest([a_list(*watches)], things, lambda name: [])


def doubts(*lists, things, places=lambda name: []):
    """Watch -> name -> doubt, of all that is offered."""
    return {
        proposal.watch.watch_id: {o.name.text: o.doubt for o in proposal.offers}
        for proposal in suggest(lists, things, places)
    }


def new_names(watch, *things):
    return [n.text for p in proposed([watch], things) for n in p.names]


def test_spellings_of_the_same_place_are_proposed_with_their_source():
    segou = a_watch("segou", Name(text="Ségou", language="fr"), country="ML")
    (proposal,) = proposed([segou], [spelled("Segou", "Sego Sikoro", "سيغو")])
    assert {offer.source for offer in proposal.offers} == {"list 1"}
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
    names = Name(text="GSIM", language="fr"), Name(text="Nosrat", language="fr")
    watch = a_watch("jnim", *names, kind=GROUP)
    english = Name(text="Support Group", language="en")
    own = spelled("GSIM", "Nosrat", english, kind=GROUP)
    listed = spelled("JNIM", "GSIM", "Nosrat", kind=GROUP, source="list 2")
    (proposal,) = proposed([watch], [own, listed])
    assert [(o.name.text, o.name.language, o.source) for o in proposal.offers] == [
        ("Support Group", "en", "list 1"), ("JNIM", "fr", "list 2"),
    ]  # fmt: skip
    assert len(proposal.names) == 2


REBELS = a_watch(
    "rebels", *("Northern Front", "NFL", "Front du Nord", "Nordfront"), kind=GROUP
)
OWN_TEXTS = ("Northern Front", "NFL", "Front du Nord", "Northerners")
OWN = spelled(*OWN_TEXTS, kind=GROUP)


def test_an_entry_that_shares_an_acronym_or_one_name_of_many_is_in_doubt():
    of_acronym = spelled("National Football", "NFL", kind=GROUP, source="list 2")
    of_one_name = spelled(
        *("Front du Nord", "Bordertown Boys", "Hill Men", "Valley Men", "Coast Men"),
        kind=GROUP,
        source="list 3",
    )
    (proposal,) = proposed([REBELS], [of_acronym, OWN, of_one_name])
    assert [name.text for name in proposal.names] == ["Northerners"]
    assert proposal.offers[0].name.text == "Northerners"
    found = doubts(a_list(REBELS), things=[of_acronym, of_one_name])["rebels"]
    assert found["National Football"] == (
        'perhaps another group: it shares only "NFL" with the watch'
    )
    assert '"Front du Nord"' in found["Hill Men"]


def test_a_name_that_two_groups_bear_alone_tells_neither():
    watch = a_watch("helpers", "Helpers of Faith", kind=GROUP)
    south = spelled("Helpers of Faith", "South Helpers", "A Band", kind=GROUP)
    east = spelled(
        "Helpers of Faith", "East Helpers", "B Band", kind=GROUP, source="list 2"
    )
    assert None in doubts(a_list(watch), things=[south])["helpers"].values()
    found = doubts(a_list(watch), things=[south, east])["helpers"]
    assert found
    assert None not in found.values()


def test_a_name_of_another_watch_is_never_offered_whatever_its_list():
    other = a_watch("wing", "Northerners", kind=GROUP)
    lists = a_list(REBELS), a_list(other, watchlist_id="v")
    assert "rebels" not in doubts(*lists, things=[OWN])


def test_the_same_watch_on_another_list_does_not_keep_its_names_to_itself():
    more = a_watch("rebels", "Northern Front", "Northerners", kind=GROUP)
    lists = a_list(REBELS), a_list(more, watchlist_id="v")
    first, *_ = suggest(lists, [OWN], lambda name: [])
    assert [name.text for name in first.names] == ["Northerners"]


def test_an_entry_with_names_of_two_watches_is_in_doubt_for_both():
    wing = a_watch("wing", "Bravo Brigade", kind=GROUP)
    both = spelled(
        *("State North", "Bravo Brigade", "NFL", "Front du Nord", "Nordfront"),
        "Northerners",
        kind=GROUP,
    )
    found = doubts(a_list(REBELS, wing), things=[both])
    assert found["rebels"]["Northerners"] == (
        'perhaps of watch "wing", which has names of it, too'
    )
    assert None not in found["wing"].values()


def test_a_name_that_other_groups_or_places_have_is_told_with_whose_it_is():
    weak = spelled(*OWN_TEXTS, kind=GROUP, weak=("NORF",), source="list 1")
    listed = spelled(
        *OWN_TEXTS, "NORF", "Hill Men", "Goma", kind=GROUP, source="list 2"
    )
    other = spelled("Hill Men", "Hill Women", "Hill Folk", kind=GROUP, source="list 3")
    large = [s for s in gazetteer().find("goma") if s.population >= 15_000]
    found = doubts(
        a_list(REBELS),
        things=[weak, listed, other],
        places=lambda name: large if name == "goma" else [],
    )["rebels"]
    assert large
    assert found["Northerners"] is None
    assert found["NORF"] == "a short form that means other things, too"
    assert found["Hill Men"] == "Hill Men has it, too (list 3)"
    assert found["Goma"].startswith("it is also a town in ")


def test_a_names_mode_stays_in_the_line_to_paste():
    strict = Name(text="Nosrat", mode=MatchMode.EXACT)
    watch = a_watch("jnim", strict, kind=GROUP)
    (proposal,) = proposed([watch], [spelled("Nosrat", "Jamaat", kind=GROUP)])
    names = tomllib.loads(proposal.line)["names"]
    assert names == {"und": [{"text": "Nosrat", "mode": "exact"}, "Jamaat"]}


def test_the_shipped_lists_are_read():
    places = list(spelled_places({"ML"}))
    assert {place.country for place in places} == {"ML"}
    assert any("Kati" in (n.text for n in p.names) for p in places)
    sources = [group.source for group in spelled_groups()]
    assert "listed.tsv ansar-al-islam (UN QDe.098, EU, CA)" in sources
    assert "groups.toml jnim (UN, EU, CA)" in sources
    assert any("GNIM" in group.weak for group in spelled_groups())
