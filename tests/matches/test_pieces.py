"""Whatever is near is proposed, and little else."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from monitor.matches.pieces import PieceIndex

WORDS = st.lists(st.text("abnou", min_size=6, max_size=12), min_size=1, max_size=30)


def edited(draw: st.DrawFn, word: str) -> str:
    at = draw(st.integers(0, len(word) - 2))
    letter = draw(st.sampled_from("abnou"))
    return draw(
        st.sampled_from(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )


@st.composite
def words_and_a_misspelling(draw: st.DrawFn) -> tuple[list[str], str, str, int]:
    words = draw(WORDS)
    word = draw(st.sampled_from(words))
    edits = draw(st.integers(1, 2))
    given = edited(draw, word)
    if edits == 2:
        given = edited(draw, given)
    return words, word, given, edits


@given(words_and_a_misspelling())
def test_a_misspelt_word_is_proposed(case: tuple[list[str], str, str, int]) -> None:
    words, word, given, edits = case
    if OSA.distance(word, given) <= edits:
        assert word in PieceIndex(words).near(given, edits)


def test_a_word_that_shares_no_piece_is_not() -> None:
    index = PieceIndex(["koulikoro", "tombouctou"])
    assert index.near("koulikolo", 1) == ["koulikoro"]
    assert index.near("bandiagara", 2) == []
