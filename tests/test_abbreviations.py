"""Which full stops end no sentence."""

import pytest

from monitor.events.cutting import cut
from monitor.matches.reading import read
from monitor.text import is_abbreviation
from tests.builders import an_article


@pytest.mark.parametrize(
    "text",
    [
        "BAMAKO, Jan. 3 (Wire) - Gunmen killed six",
        "DAKAR, Sept. 12 - Gunmen killed six",
        "BAMAKO, 3 Jan. (Wire) - Gunmen killed six",
        "in Sept. 2023 gunmen came",
        "St. Louis",
        "Gen. Diarra",
        "Col. Sow",
        "Lt. Ba",
        "Sgt. Keita",
        "Mr. Traore",
        "Dr. Cisse",
        "at post No. 4 of the camp",
        "some approx. 20 men",
        "the U.S. Embassy",
        "M. Coulibaly",
        "Mme. Sangaré",
        "le gén. Touré",
        "le col. Dembélé",
        "env. 20 morts",
        "OUAGA, 3 janv. (Agence) - Six morts",
        "le 12 févr. 2024",
        "el Gral. Ospina",
        "o Cel. Moura",
        "am 22. Juli griffen Bewaffnete",
        "am 3. März 2024",
        "ген. Иванов",
    ],
)
def test_a_short_form_ends_no_sentence(text: str) -> None:
    assert is_abbreviation(text, text.index(". "))
    assert len(cut(text, "text")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said no. Gunmen came.",
        "They came in Jan. Soldiers fled.",
        "The dead were found on 3 Jan. Soldiers fled.",
        "They told us of it. Kati is calm.",
        "The attack killed 12. Soldiers fled.",
        "It was in May. Soldiers fled.",
        "Ils étaient sept. Les soldats ont fui.",
        "L'attaque date du 5 mai. Les soldats ont fui.",
        "Getötet wurden 12. Soldaten flohen.",
        "Они сказали да. Солдаты ушли.",
        "Is it St? Louis knows.",
    ],
)
def test_any_other_word_does(text: str) -> None:
    end = min(text.find(mark) for mark in (". ", "? ") if mark in text)
    assert not is_abbreviation(text, end)
    assert len(cut(text, "text")) == 2


def test_the_matcher_and_the_reader_end_sentences_alike() -> None:
    text = "Le gén. Diarra est à Kati. Le col. Sow est à Gao, le 3 janv. 2024."
    reading = read(an_article(title="", text=text))
    starts = [i for i in range(reading.word_count) if reading.is_start(i)]
    assert [reading.surface(i) for i in starts] == ["Le", "Le"]
