"""Reports of one event in several languages: place, type, day and more must agree."""

from monitor.model import Actor
from tests.stories.test_open import DAWN, stories_of
from tests.stories.wire import KATI, MALI, a_wire, attack


def test_reports_in_three_languages_of_one_event_are_one_story() -> None:
    killed = attack(KATI, 6, actors=(Actor(actor_id="jnim", name="JNIM"),))
    assert set(
        stories_of(
            a_wire("en", "Explosions at Kati garrison", DAWN, **killed),
            a_wire(
                "fr",
                "Attaque à la voiture piégée contre un camp",
                "Des assaillants ont visé la caserne à l'aube ; six soldats tués.",
                language="fr",
                hours=1,
                **killed,
            ),
            a_wire(
                "ar",
                "هجوم بسيارة مفخخة على ثكنة للجيش",
                "قال سكان إنهم سمعوا دوي انفجارات قوية فجر الجمعة ومقتل ستة جنود",
                language="ar",
                hours=2,
                **killed,
            ),
        )
    ) == {"s-000001"}


def test_first_flashes_in_two_languages_are_one_story_before_anybody_counts() -> None:
    flash = attack(KATI, None)
    french = a_wire("fr", "Fortes explosions au camp", language="fr", **flash)
    arabic = ("ar", "دوي انفجارات قرب القاعدة")
    soon = a_wire(*arabic, language="ar", hours=1, **flash)
    assert set(stories_of(french, soon)) == {"s-000001"}
    next_day = a_wire(*arabic, language="ar", hours=20, **flash)
    assert set(stories_of(french, next_day)) == {"s-000001", "s-000002"}


def test_a_claim_joins_reports_in_several_languages_though_its_words_are_new() -> None:
    by_jnim = attack(KATI, 1, actors=(Actor(actor_id="jnim", name="JNIM"),))
    reports = [
        a_wire("fr", "Fortes explosions au camp", language="fr", **by_jnim),
        a_wire("ar", "دوي انفجارات قرب القاعدة", language="ar", hours=1, **by_jnim),
        a_wire(
            "claim",
            "بيان الجماعة يتبنى العملية ضد الثكنة العسكرية",
            language="ar",
            hours=20,
            **by_jnim,
        ),
    ]
    assert set(stories_of(*reports)) == {"s-000001"}


def test_a_country_alone_does_not_join_two_languages() -> None:
    first, second = stories_of(
        a_wire("en", "Explosions at Kati garrison", DAWN, **attack(MALI, 6)),
        a_wire("fr", "Des hommes tuent six soldats", language="fr", **attack(MALI, 6)),
    )
    assert first != second
