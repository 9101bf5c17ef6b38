"""How outlets mark that they correct an earlier article, and what only looks so."""

import pytest

from monitor.alerts.corrections import correction_mark


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Correction: attack on Kati", "Correction"),
        ("CORRECTED - Six dead near Gao", "CORRECTED"),
        ("CORRECTED-Six dead near Gao", "CORRECTED"),
        ("CORRECTED – Six dead near Gao", "CORRECTED"),
        ("Rectificatif — six morts à Gao", "Rectificatif"),
        ("Rectificatif (Radio) : six morts à Gao", "Rectificatif"),
        ("(CORRECTED) Six dead near Gao", "CORRECTED"),
        ("[Corrigé] Six morts à Gao", "Corrigé"),
        ("تصحيح - مقتل ستة في غاو", "تصحيح"),
        ("Correction of a map leads to clash - army", None),
        ("Six dead near Gao (corrected map)", None),
        ("Army-backed militia attacks: six dead", None),
        ("Retrait-gonflement : six maisons fissurées", None),
        ("Correction", None),
    ],
)
def test_a_mark_stands_alone_at_the_beginning(title: str, mark: str | None) -> None:
    assert correction_mark(title) == mark
