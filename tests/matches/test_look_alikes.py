"""Names that are also words, given names or other places."""

import pytest

from monitor.model import (
    MatchStatus,
)
from tests.matches.sahel import accepted, matches_in


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
        "Angriff im Norden von Kati in Mali: Soldaten getötet.",
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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El JNIM atacó un cuartel en el centro de Malí.", "es"),
        ("Kämpfer von JNIM griffen in Mali eine Kaserne an.", "de"),
    ],
)
def test_a_group_behind_an_article_or_of_is_accepted(text, language):
    assert "jnim" in accepted(text, language=language)


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
    "written",
    [
        "K\u0430ti",  # a Cyrillic a
        "К\u0061ти",  # a Latin a in the Russian name
        "K\u200bati",  # zero-width space
        "Ka\u200dti",  # joiner
        "Ka\u00adti",  # soft hyphen
        "K\u2060a\ufeffti",
        "\u202eKati\u202c",  # reading order turned around
        "Ｋａｔｉ",  # full width
        "𝐊𝐚𝐭𝐢",  # mathematical letters
        "Káti\u0323",
    ],
)
def test_letters_that_look_alike_or_are_not_seen_hide_no_name(written):
    text = f"Des tirs ont été entendus à {written}, ville-garnison près de Bamako."
    (found,) = [m for m in matches_in(text) if m.watch_id == "kati"]
    assert found.status is MatchStatus.ACCEPTED
    shown = text[found.start : found.end]
    assert shown.strip("\u202e\u202c") == written.strip("\u202e\u202c")
