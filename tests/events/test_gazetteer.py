"""The gazetteer finds names where its files hold them."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import monitor
from monitor.events.gazetteer import gazetteer, name_key
from monitor.events.sorted_lines import SortedLines

_TEXTS = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=30)


@given(st.sets(_TEXTS, min_size=1, max_size=300), st.data())
def test_every_line_is_found_by_its_beginning(
    lines: set[str], data: st.DataObject
) -> None:
    ordered = sorted(lines, key=str.encode)
    searched = SortedLines("".join(f"{line}\n" for line in ordered).encode())
    line = data.draw(st.sampled_from(ordered))
    prefix = line[: data.draw(st.integers(1, len(line)))]
    wanted = [other for other in ordered if other.startswith(prefix)]
    assert list(searched.starting(prefix)) == wanted


def test_every_place_is_found_by_its_own_name() -> None:
    folder = Path(monitor.__file__).parent / "data" / "gazetteer"
    table = gzip.decompress((folder / "places.tsv.gz").read_bytes()).decode()
    places = gazetteer()
    for row in table.splitlines()[1::50]:
        place_id, name, *_ = row.split("\t")
        assert place_id in {site.place_id for site in places.find(name_key(name))}


@pytest.mark.parametrize(
    ("spelled", "name"),
    [("tin akof", "Tin Akof"), ("ngourti", "Ngourti"), ("aguelhoc", "Aguelhok")],
)
def test_name_is_found_by_its_sound(spelled: str, name: str) -> None:
    assert name in {site.name for site in gazetteer().like(spelled)}


@pytest.mark.parametrize("name", ["gao", "غاو", "zzkalbimo"])
def test_short_or_foreign_or_unknown_name_is_like_no_other(name: str) -> None:
    assert gazetteer().like(name) == []


@pytest.mark.parametrize(
    ("code", "capital"), [("ML", "Bamako"), ("NG", "Abuja"), ("CI", "Yamoussoukro")]
)
def test_country_is_known_with_its_capital(code: str, capital: str) -> None:
    state, seat = gazetteer().country(code)
    assert state is not None
    assert seat is not None
    assert (state.kind, seat.name) == ("country", capital)
    assert (state.lat, state.lon) == (seat.lat, seat.lon)


def test_district_is_drawn_at_its_seat() -> None:
    places = gazetteer()
    (soum,) = [site for site in places.find("soum") if site.kind == "district"]
    djibo = max(places.find("djibo"), key=lambda site: site.population)
    assert (soum.lat, soum.lon) == pytest.approx((djibo.lat, djibo.lon), abs=0.02)
