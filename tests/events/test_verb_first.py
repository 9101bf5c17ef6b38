# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Who did it and to whom, where Arabic puts the verb before both."""

import pytest

from monitor.model import Role
from tests.events.reading import read, toll


@pytest.mark.parametrize(
    ("text", "field", "figure", "doers", "victims"),
    [
        ("قتل مسلحون 12 جنديا قرب غاو", "killed", (12, 12), {"militant"}, {"army"}),
        ("قتل مسلحون مجهولون سبعة مدنيين في قرية", "killed", (7, 7), {"gunman"}, {"civilian"}),
        ("قتل مسلحون على دراجات نارية ما لا يقل عن 20 مزارعا", "killed", (20, 20), {"militant"}, {"civilian"}),
        ("قتل مسلحون جنديين قرب موبتي", "killed", (2, 2), {"militant"}, {"army"}),
        ("قتل مسلحون جنديا قرب غاو", "killed", (1, 1), {"militant"}, {"army"}),
        ("قتل مسلح ثلاثة مدنيين قرب غاو", "killed", (3, 3), {"gunman"}, {"civilian"}),
        ("قتل مسلحون مدنيين في قرية قرب موبتي", "killed", (2, 9), {"militant"}, {"civilian"}),
        ("قتل مسلحون جنودا في كمين قرب موبتي", "killed", (2, 9), {"militant"}, {"army"}),
        ("قتلت جماعة مسلحة تسعة جنود قرب موبتي", "killed", (9, 9), {"militant"}, {"army"}),
        ("قتل إرهابيون 3 من رجال الدرك قرب تمبكتو", "killed", (3, 3), {"militant"}, {"police"}),
        ("قتل الجيش 12 مسلحا قرب غاو", "killed", (12, 12), {"army"}, {"militant"}),
        ("قتلت قوات الأمن 20 إرهابيا قرب موبتي", "killed", (20, 20), {"army"}, {"militant"}),
        ("خطف مسلحون 5 معلمين في قرية", "abducted", (5, 5), {"militant"}, {"civilian"}),
        ("اختطف مسلحون مجهولون ثلاثة أجانب", "abducted", (3, 3), {"gunman"}, {"civilian"}),
        ("أصاب مسلحون أربعة جنود في هجوم قرب موبتي", "wounded", (4, 4), {"militant"}, {"army"}),
    ],
)  # fmt: skip
def test_a_subject_behind_its_verb_is_no_victim(
    text: str,
    field: str,
    figure: tuple[int, int],
    doers: set[str],
    victims: set[str],
) -> None:
    event = read(text, language="ar")
    assert toll(event, field) == figure
    roles = {role: set[str]() for role in Role}
    for actor in event.actors:
        roles[actor.role].add(actor.actor_id)
    assert roles[Role.PERPETRATOR] == doers
    assert roles[Role.VICTIM] == victims


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("قتل 12 مسلحا في عملية قرب غاو", (12, 12)),
        ("قتل مسلحون في غارة جوية قرب غاو", (2, 9)),
        ("قتل مسلحون وجرح آخرون قرب غاو", (2, 9)),
        ("قتل مسلحان وثلاثة جنود في اشتباك", (5, 5)),
        ("قتل مسلحان في اشتباك أصيب فيه ثلاثة جنود", (2, 2)),
        ("قتل جنود، وأصيب 5 مدنيين في هجوم", (2, 9)),
    ],
)
def test_with_nobody_behind_them_they_are(text: str, figure: tuple[int, int]) -> None:
    event = read(text, language="ar")
    assert toll(event) == figure
    assert Role.PERPETRATOR not in {actor.role for actor in event.actors}
