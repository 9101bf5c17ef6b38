"""Spellings, spans, reasons and what a watch may restrict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import (
    MatchMode,
    MatchStatus,
    Name,
)
from tests.matches.sahel import (
    LEXICON,
    a_lexicon,
    a_watch,
    accepted,
    an_article,
    matches_in,
)


@pytest.mark.parametrize(
    "spelled",
    [
        "Jamaat Nusrat al Islam wal Muslimin",
        "Jama’at Nuṣrat al-Islām wal-Muslimīn",
        "Jamaa Nusrat ul-Islam wa al-Muslimin",
        "Jama'a Nusrat ul-Islam wa al-Muslimin",
        "Djama'at Nousrat el-Islam oual-Mouslimine",
        "Jamaat Nosrat al-Islam wal-Mouslimin",
    ],
)
def test_every_transliteration_of_a_long_name_is_found(spelled):
    assert "jnim" in accepted(f"The group {spelled} claimed the raid.")


@pytest.mark.parametrize(
    "text",
    [
        "هاجمت جماعة نصرة الإسلام والمسلمين قاعدة للجيش",
        "وأعلنت وجماعة نصرة الاسلام والمسلمين مسؤوليتها",
        'نفذتها جماعة "نصرة الإسلام والمسلمين" أمس',
    ],
)
def test_arabic_names_are_found_behind_clitics_and_quotes(text):
    assert "jnim" in accepted(text)


def test_an_article_before_an_arabic_name_can_merge_with_a_preposition():
    assert "qaida" in accepted("انتمى للقاعدة في بلاد المغرب قبل سنوات")


def test_the_match_leaves_the_clitic_out():
    match = matches_in("قتل جنديان بكاتي قرب باماكو في مالي")[0]
    assert (match.surface, match.watch_id) == ("كاتي", "kati")


def test_russian_cases_are_found():
    text = "Бой под Кидалем: в Кидале погибли трое."
    found = [m.surface for m in matches_in(text) if m.watch_id == "kidal"]
    assert found == ["Кидал", "Кидал"]


def test_a_name_across_title_and_text_is_none():
    assert "goita" not in accepted("Goïta", title="Assimi")


def test_a_name_across_a_sentence_end_is_none():
    assert "is" not in accepted("They praised Islamic. State officials agreed.")


def test_one_clear_mention_carries_the_others():
    text = (
        "Shots were heard in Kati, near Bamako, Mali. "
        "Later in the day the market opened as usual; nobody left. "
        "Kati is calm."
    )
    found = [m for m in matches_in(text) if m.watch_id == "kati"]
    assert [m.status for m in found] == [MatchStatus.ACCEPTED] * 2


def test_a_persons_name_is_not_carried_by_other_mentions():
    text = "Shots were heard in Kati, near Bamako, Mali. Kati Virtanen filmed them."
    found = [m for m in matches_in(text) if m.watch_id == "kati"]
    assert [m.status for m in found] == [MatchStatus.ACCEPTED, MatchStatus.REJECTED]


def test_reasons_are_signed_and_add_up_to_the_score():
    for match in matches_in("Gunfire in Kati, a garrison town near Bamako in Mali."):
        weights = [float(reason.split()[0]) for reason in match.reasons]
        assert all(reason[0] in "+-" for reason in match.reasons)
        assert sum(weights) == pytest.approx(match.score)


def test_reasons_name_the_clue_and_how_far_it_is():
    kati = matches_in("Kati lies fifteen kilometres from Bamako.", language="en")[0]
    assert '+2.5 "Bamako" 5 words away' in kati.reasons


@pytest.mark.parametrize(
    ("spelled", "mode"),
    [("Bandigara", MatchMode.SKELETON), ("Bantiagara", MatchMode.FUZZY)],
)
def test_a_misspelt_town_is_accepted_with_its_country_only(spelled, mode):
    lexicon = a_lexicon(a_watch("bandiagara", "Bandiagara", country="ML"))
    text = f"Gunmen attacked the town of {spelled}, Mali, on Tuesday."
    (match,) = matches_in(text, lexicon)
    assert match.status is MatchStatus.ACCEPTED
    assert (match.mode, match.surface) == (mode, spelled)
    assert accepted(f"{spelled} played well.", lexicon) == set()


def test_a_mode_given_by_the_watchlist_is_the_most_liberal_one():
    strict = a_watch("b", Name(text="Bandiagara", mode=MatchMode.FOLDED), country="ML")
    assert matches_in("Gunmen raided Bandigara, Mali.", a_lexicon(strict)) == ()
    exact = a_watch("b", Name(text="Ségou", mode=MatchMode.EXACT), country="ML")
    assert matches_in("Gunmen raided ségou, Mali.", a_lexicon(exact)) == ()


def test_languages_and_sources_restrict_a_watch():
    lexicon = a_lexicon(
        a_watch("fr", "Bamako", languages=("fr",)),
        a_watch("desk", "Bamako", sources=("Desk",)),
    )
    text = "Bamako s'est réveillée sous les tirs."
    assert accepted(text, lexicon, language="fr") == {"fr", "desk"}
    assert accepted(text, lexicon, language="en-GB", source="Blog") == set()


def test_languages_and_sources_are_kept_out_of_a_watch():
    lexicon = a_lexicon(
        a_watch("not-sw", "Bamako", not_languages=("sw",)),
        a_watch("not-blog", "Bamako", not_sources=("Blog",)),
    )
    text = "Bamako: milio ya risasi usiku."
    assert accepted(text, lexicon, language="sw", source="Desk") == {"not-blog"}
    assert accepted(text, lexicon, language="fr", source="Blog") == {"not-sw"}


def test_proximity_limits_where_near_and_context_count():
    text = "Soldats à San. " + "Rien à dire de plus ce soir. " * 5 + "Tominian, forage."
    clues = {"near": ("Tominian",), "context": ("forage",), "ambiguity": "high"}
    (anywhere,) = matches_in(text, a_lexicon(a_watch("san", "San", **clues)))
    assert anywhere.reasons[:2] == (
        '+2 "Tominian" 36 words away',
        '+0.5 context "forage"',
    )
    close = a_lexicon(a_watch("san", "San", proximity=10, **clues))
    (match,) = matches_in(text, close)
    assert not [r for r in match.reasons if "Tominian" in r or "forage" in r]


def test_the_outlets_country_supports_a_name():
    text = "Kati s'est réveillée sous les tirs."
    (match,) = matches_in(text, language="fr", country="ML")
    assert "+0.5 the outlet is in ML" in match.reasons


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Bamako airport reopened.", MatchStatus.ACCEPTED),
        ("Professor Bamako retired.", MatchStatus.REJECTED),
        ("Dr. Bamako retired.", MatchStatus.REJECTED),
    ],
)
def test_a_distinctive_name_needs_no_evidence_but_bears_no_title(text, status):
    (match,) = matches_in(text, language="en")
    assert match.status is status


@given(st.text(st.sampled_from("KatiBmko, .:'-\n’éكتيباو\u0301\u200f"), max_size=60))
def test_every_span_is_the_surface_in_its_field(text):
    article = an_article(text[1:], title=text[:20], language="en")
    for match in find_matches(article, LEXICON):
        field = getattr(article, match.field)
        assert field[match.start : match.end] == match.surface
        assert match.surface


def test_nothing_is_found_in_an_empty_article():
    assert matches_in() == ()


def test_an_empty_lexicon_finds_nothing():
    assert matches_in("Kati, Mali", compile_lexicon([])) == ()


def test_a_name_repeated_without_end_costs_little():
    found = matches_in("Kati, Bamako, Kati Piri, Mali. " * 3000, language="en")
    assert len(found) < 300


def test_another_watch_in_a_long_sentence_changes_no_score():
    walk = "and walked beside the wide brown river all morning " * 4
    text = f"From Douna they left {walk}to Banan {walk}until gunmen attacked them."
    banan = a_watch("banan", "Banan", country="ML", ambiguity="high")
    douna = a_watch("douna", "Douna", country="ML", ambiguity="high")
    alone = matches_in(text, a_lexicon(banan), language="en")
    both = matches_in(text, a_lexicon(douna, banan), language="en")
    assert [m for m in both if m.watch_id == "banan"] == list(alone)
