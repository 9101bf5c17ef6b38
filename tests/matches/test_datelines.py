"""A dateline says where a report was written, not what it tells of."""

import pytest

from monitor.text.datelines import dateline_place
from tests.matches.sahel import accepted, matches_in


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("(Bamako, November 20, 2026) Blast kills 12 in Kabul.", "Bamako"),
        ("(Bamako, 14 mai) - Six soldats ont été tués.", "Bamako"),
        ("(Bamako) – Six soldats ont été tués.", "Bamako"),
        ("(Bamako, Mali, 14 May 2024): Six soldiers were killed.", "Bamako"),
        ("BAMAKO, Mali (AP) — Six soldiers were killed.", "BAMAKO"),
        ("BAMAKO, May 14 (Xinhua) -- Six soldiers were killed.", "BAMAKO"),
        ("Bamako (Mali), 14 mai 2024 (AFP) - Six soldats ont été tués.", "Bamako"),
        ("Bamako, le 14 mai 2024 (AFP) – Six soldats ont été tués.", "Bamako"),
        ("OUAGADOUGOU, 1er mai — Six soldats ont été tués.", "OUAGADOUGOU"),
        ("  NAIROBI (Reuters) - Six soldiers were killed.", "NAIROBI"),
        ("Bamako: six soldiers were killed.", None),
        ("KATI - Six soldiers were killed.", None),
        ("Kidal (Mali) : six soldats ont été tués.", None),
        ("In Bamako, on 14 May, six soldiers were killed - the army says.", None),
        ("Six soldiers (12 others are missing) - the army says.", None),
        ("Six soldats ont été tués à Kati (AFP) - deux autres à Bamako.", None),
        ("", None),
    ],
)
def test_a_dateline_is_told_from_a_heading(text, place):
    found = dateline_place(text)
    assert (text[slice(*found)] if found else None) == place


BLAST = "a blast killed twelve people"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"(Bamako, November 20, 2026) In Kabul {BLAST}.", set()),
        (f"BAMAKO, Mali (AP) — In the north {BLAST}.", {"mali"}),
        (f"BAMAKO (Reuters) - In Bamako {BLAST}.", {"bamako"}),
        (f"BAMAKO (Reuters) - Near Ségou in Mali {BLAST}.", {"segou", "mali"}),
        (f"Bamako: {BLAST}.", {"bamako"}),
    ],
)
def test_a_place_that_only_the_dateline_names_is_not_accepted(text, expected):
    assert accepted(text, language="en") == expected


def test_a_dateline_is_possible_and_says_why():
    (match,) = matches_in(f"KIDAL, May 14 (Xinhua) -- There {BLAST}.", title="A blast")
    assert (match.status, match.field, match.start) == ("possible", "text", 0)
    assert "only says where the report was written" in match.reasons[-1]
