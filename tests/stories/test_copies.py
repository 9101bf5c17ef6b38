"""Copies share wording; furniture and short phrases make none."""

import pytest

from monitor.stories.copies import CopyIndex, is_copy, shingles

TEXT = (
    "unidentified gunmen stormed the customs post at the bridge before sunrise and set "
    "two trucks on fire before riding off towards the river the prefect said"
)
WIRE = TEXT.split()


@pytest.mark.parametrize(
    ("shared", "size", "expected"),
    [
        (8, 16, True),
        (7, 16, False),
        (50, 100, True),
        (49, 100, False),
        (4, 4, True),
        (3, 3, False),
        (4, 6, False),
        (8, 10, True),
    ],
)
def test_half_of_a_text_or_nearly_all_of_a_title(
    shared: int, size: int, expected: bool
) -> None:
    assert is_copy(shared, size) is expected


def test_a_summary_is_a_copy_of_the_whole_text_and_the_reverse() -> None:
    for original, copy in ((WIRE, WIRE[:12]), (WIRE[:12], WIRE)):
        index = CopyIndex()
        index.add("a", "s-000001", shingles(original))
        (found,) = index.find(shingles(copy))
        assert (found.article_id, found.share) == ("a", 1.0)


def test_of_two_originals_the_first_is_copied() -> None:
    index = CopyIndex()
    for article_id in ("first", "second"):
        index.add(article_id, "s-000001", shingles(WIRE))
    assert index.find(shingles(WIRE))[0].article_id == "first"


def test_wording_of_three_stories_is_furniture() -> None:
    index = CopyIndex()
    for number in range(3):
        index.add(f"a{number}", f"s-{number}", shingles(WIRE))
    assert index.find(shingles(WIRE)) == []


def test_wording_of_one_much_copied_story_is_not() -> None:
    index = CopyIndex()
    for number in range(9):
        index.add(f"a{number}", "s-000001", shingles(WIRE))
    assert index.find(shingles(WIRE))[0].article_id == "a0"


def test_a_forgotten_article_is_not_found() -> None:
    index = CopyIndex()
    index.add("a", "s-000001", shingles(WIRE))
    index.forget("a")
    assert index.find(shingles(WIRE)) == []
