from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import (
    Article,
    MatchMode,
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


@pytest.mark.parametrize(
    "text",
    [
        "Heavy gunfire woke residents of Kati, the garrison town outside Bamako.",
        "Un convoi a quitté Kati avant l'aube, selon l'armée malienne.",
        "Une mine a explosé sur la route de Kati, près de Bamako.",
        "Soldiers blocked the road to the Kati base after shots were heard in Mali.",
        "سمع إطلاق نار في مدينة كاتي قرب باماكو عاصمة مالي",
        "انسحب المسلحون بكاتي بعد هجوم على الجيش في مالي",
        "В городе Кати под Бамако утром слышали выстрелы и взрывы.",
        "Schüsse waren in Kati zu hören, einer Garnisonsstadt in Mali.",
        "Kati-based officers met the junta in Mali on Monday.",
        "Les habitants du quartier Kati-Sananfara, au Mali, ont fui les tirs.",
    ],
)
def test_kati_the_town_is_accepted(text):
    assert "kati" in accepted(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mapigano yamezuka kati ya jeshi na waasi mashariki mwa nchi hiyo.", "sw"),
        ("Kati ya waliouawa katika shambulio hilo ni wanajeshi wawili.", "sw"),
        ("Waasi walishambulia kijiji katika Jamhuri ya Afrika ya Kati.", "sw"),
        ("Kati na bango, basoda mibale bakufaki na etumba na Mali.", "ln"),
        ("Finnish skier Kati Virtanen won silver in Lahti on Sunday.", "en"),
        ("The Dutch politician Kati Piri spoke about the war in Mali.", "en"),
        ("Our Kati, 34, opened a bakery beside the barracks.", "en"),
        ("Try the new Kati Roll stand near the station in Bamako.", "en"),
        ("a kati roll costs less than coffee", "en"),
        ("Water reached Kati Thanda in South Australia after the floods.", "en"),
        ("The Kati-an dialect is spoken nowhere near Bamako.", "en"),
        ("Mrs Kati thanked the firefighters after the explosion.", "en"),
        ("Anna Kati was wounded by a falling branch.", "en"),
        ("Kati said she had always wanted to paint.", "en"),
    ],
)
def test_kati_that_is_no_town_is_not_accepted(text, language):
    assert "kati" not in accepted(text, language=language)


def test_a_town_in_capitals_before_a_colon_is_accepted():
    assert "kati" in accepted(
        title="KATI : la mairie ferme le marché aux bestiaux", language="fr"
    )


def test_a_headline_in_capitals_needs_more_than_the_name():
    assert accepted(title="GIRLS LOVE KATI AND THE GANG", language="en") == set()


@pytest.mark.parametrize(
    ("text", "watch"),
    [
        ("Authorities Say Gunmen Killed Three In Market", "say"),
        ("Police Say 12 Dead in Blast", "say"),
        ("Officials in Niamey, Niger: soldiers say they fired first", "say"),
        ("A fire broke out in San Francisco on Tuesday.", "san"),
        ("Aung San Suu Kyi was moved to house arrest.", "san"),
        ("Pope Leo condemned the attack on the church.", "leo"),
        ("Leo Varadkar arrived in Dublin.", "leo"),
        ("It is clear that the truce is over.", "is"),
        ("WHAT IS HAPPENING IN THE CAPITAL", "is"),
        ("Il a ei peur", "is"),
    ],
)
def test_look_alikes_of_short_names_are_silent(text, watch):
    assert watch not in accepted(text, language="en")


@pytest.mark.parametrize(
    ("text", "watch"),
    [
        (
            "Des hommes armés ont attaqué la ville de San, dans la région de Ségou.",
            "san",
        ),
        ("Attaque dans la commune de Say, à 50 km de Niamey, au Niger.", "say"),
        ("Quatre civils tués à Léo, au Burkina Faso.", "leo"),
        ("Troops found an IS cell; the jihadist group had held the village.", "is"),
        ("The Islamic State (IS) said its fighters carried out the raid.", "is"),
        ("Le Jnim revendique l'attaque.", "jnim"),
        ("Le GSIM, lié à al-Qaïda, a revendiqué l'attaque.", "jnim"),
    ],
)
def test_short_names_are_accepted_with_evidence(text, watch):
    assert watch in accepted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Bandits abducted 20 pupils in Niger State, Nigeria, police said.",
        "An oil pipeline burst in the Niger Delta.",
        "Nigeria's army killed 12 fighters.",
        "La pêche reprend dans le delta intérieur du Niger.",
        "A boat capsized on the Niger River in Nigeria.",
    ],
)
def test_niger_inside_a_longer_name_is_not_the_country(text):
    assert "niger" not in accepted(text)


def test_niger_the_country_is_accepted():
    assert "niger" in accepted("Dix soldats tués dans une embuscade au Niger.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Mali yote ya marehemu itagawanywa kwa watoto wake.", "sw"),
        ("Polisi walikamata mali ya wizi.", "sw"),
        ("Mali Koivu opened the exhibition.", "en"),
        ("Mali Lošinj ponovno je pun turista.", "hr"),
        ("المركز المالي والوضع مالي صعب للشركة", "ar"),
    ],
)
def test_mali_that_is_no_country_is_not_accepted(text, language):
    assert "mali" not in accepted(text, language=language)


def test_the_longest_name_wins():
    found = {
        m.watch_id: m for m in matches_in("Katiba Macina fighters burned a truck.")
    }
    assert found["katiba-macina"].status is MatchStatus.ACCEPTED
    assert found["macina"].status is MatchStatus.REJECTED
    assert '-4 part of the name "Katiba Macina"' in found["macina"].reasons
    assert "kati" not in found


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
