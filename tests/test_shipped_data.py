"""The data that ships: gazetteer, actors, starter watchlist and feeds."""

import csv
import gzip
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
GAZETTEER = ROOT / "monitor" / "data" / "gazetteer"
GROUPS = ROOT / "monitor" / "data" / "actors" / "groups.toml"
COUNTRY_NAMES = ROOT / "monitor" / "data" / "matches" / "countries.tsv"
LISTED = ROOT / "monitor" / "data" / "actors" / "listed.tsv"
SAHEL = ROOT / "config" / "watchlists" / "sahel.toml"
FEEDS = ROOT / "config" / "feeds.toml"

ARABIC = re.compile(r"[\u0621-\u064a]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
ID = re.compile(r"^[a-z0-9][a-z0-9-]*$")

Table = dict[str, Any]


def toml(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def tsv(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    text = gzip.decompress(data) if path.suffix == ".gz" else data
    lines = text.decode("utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def watches() -> list[Table]:
    data = toml(SAHEL)
    return [*data["place"], *data["group"], *data["person"]]


def spellings(entry: Table) -> Iterator[tuple[str, str]]:
    for language, names in entry["names"].items():
        for name in names:
            yield language, name


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if c.isalnum()).casefold()


@pytest.fixture(scope="module")
def places() -> list[dict[str, str]]:
    return tsv(GAZETTEER / "places.tsv.gz")


@pytest.mark.parametrize(
    "path",
    [
        GROUPS,
        LISTED,
        SAHEL,
        FEEDS,
        GAZETTEER / "countries.tsv",
        GAZETTEER / "spellings.tsv",
    ],
    ids=lambda path: path.name,
)
def test_text_is_in_composed_form_without_invisible_marks(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u00ad\u0640\ufeff]", text)


@pytest.mark.parametrize("entries", [toml(GROUPS)["group"]])
def test_ids_are_unique_lower_case_ascii(entries: list[Table]) -> None:
    ids = [entry["id"] for entry in entries]
    assert [i for i, count in Counter(ids).items() if count > 1] == []
    assert [i for i in ids if not ID.match(i)] == []


@pytest.mark.parametrize("entries", [toml(GROUPS)["group"]])
def test_a_name_is_in_the_letters_of_its_language(entries: list[Table]) -> None:
    for entry in entries:
        for language, name in spellings(entry):
            assert bool(ARABIC.search(name)) == (language == "ar"), name
            assert bool(CYRILLIC.search(name)) == (language == "ru"), name


@pytest.mark.parametrize("entries", [toml(GROUPS)["group"]])
def test_no_name_stands_on_two_entries(entries: list[Table]) -> None:
    owner: dict[str, str] = {}
    for entry in entries:
        for _, name in spellings(entry):
            assert owner.setdefault(fold(name), entry["id"]) == entry["id"], name


def test_every_entry_lists_a_spelling_once() -> None:
    for entry in toml(GROUPS)["group"]:
        for language, names in entry["names"].items():
            assert len(set(names)) == len(names) > 0, (entry["id"], language)


def test_the_sahel_watchlist_holds_what_a_desk_asks_for_first() -> None:
    data = toml(SAHEL)
    ids = {watch["id"] for watch in watches()}
    wanted = (
        "kati bamako segou gao kidal menaka djibo arbinda niamey tera inates "
        "jnim katiba-macina islamic-state is-sahel fla fama wagner africa-corps "
        "iyad-ag-ghali amadou-koufa assimi-goita ibrahim-traore abdourahamane-tiani"
    )
    assert set(wanted.split()) <= ids
    assert len(data["place"]) >= 300
    assert len(data["group"]) >= 40
    assert len(data["person"]) >= 15


def test_kati_knows_its_neighbours_and_its_look_alikes() -> None:
    kati = next(watch for watch in watches() if watch["id"] == "kati")
    assert kati["names"] == {"fr": ["Kati"], "ar": ["كاتي"]}
    assert {"Bamako", "Koulikoro", "Diago", "Kambila"} <= set(kati["near"])
    assert {"kati roll", "Kati Piri", "Kati Thanda"} <= set(kati["never"])
    assert kati["ambiguity"] == "high"


def test_the_watchlist_and_the_actors_spell_a_group_alike() -> None:
    actors = {group["id"]: group for group in toml(GROUPS)["group"]}
    for watch in toml(SAHEL)["group"]:
        actor = actors[watch["id"]]
        known = {name for _, name in spellings(actor)} | set(actor.get("weak", ()))
        assert {name for _, name in spellings(watch)} <= known, watch["id"]


def test_actors_have_a_known_kind_and_parent_and_a_source() -> None:
    groups = toml(GROUPS)["group"]
    ids = {group["id"] for group in groups}
    kinds = {"rebel", "state", "militia", "peacekeepers", "pmc"}
    assert len(groups) >= 60
    assert {group["kind"] for group in groups} == kinds
    for group in groups:
        assert group.get("parent", group["id"]) in ids, group["id"]
        assert set(group["source"].split(", ")) <= {"UN", "EU", "CA", "press"}


def test_listed_groups_are_whole_names_each_once() -> None:
    rows = tsv(LISTED)
    assert len({row["id"] for row in rows}) == len(rows) > 100
    assert [row["id"] for row in rows] == sorted(row["id"] for row in rows)
    for row in rows:
        names = [row["name"], *filter(None, row["aliases"].split("|"))]
        assert len({fold(name) for name in names}) == len(names), row["id"]
        assert all(
            len(name) >= 3 and not re.search(r"[()/;\"]", name) for name in names
        )
        assert set(row["lists"].split("|")) <= {"UN", "EU", "CA"}
        refs = list(filter(None, row["refs"].split("|")))
        assert all(re.fullmatch(r"[A-Z]{2}e\.\d{3}", ref) for ref in refs)
        assert bool(refs) == ("UN" in row["lists"].split("|"))


def test_one_listed_group_is_one_row_and_namesakes_are_two() -> None:
    rows = {row["name"]: row for row in tsv(LISTED)}
    jnim = [row for row in rows.values() if "JNIM" in row["aliases"].split("|")]
    assert [row["lists"] for row in jnim] == ["UN|EU|CA"]
    assert "جماعة نصرة الإسلام والمسلمين" in jnim[0]["aliases"].split("|")
    assert {"Ansar al-Islam", "Ansarul Islam", "Ansarallah", "Hizballah"} <= set(rows)


def test_the_gazetteer_is_small_and_its_rows_are_whole(
    places: list[dict[str, str]],
) -> None:
    assert (GAZETTEER / "places.tsv.gz").stat().st_size < 2_000_000
    assert len({place["id"] for place in places}) == len(places) > 60_000
    kinds = {"country", "region", "district", "town", "site"}
    for place in places:
        assert place["kind"] in kinds
        assert place["name"]
        assert re.match("^[A-Z]{2}$", place["country"])
        assert -90 <= float(place["lat"]) <= 90
        assert -180 <= float(place["lon"]) <= 180
        assert int(place["population"]) >= 0


def test_the_gazetteer_holds_kati_and_its_neighbours(
    places: list[dict[str, str]],
) -> None:
    towns = {
        (place["name"], place["region"]): place
        for place in places
        if place["country"] == "ML" and place["kind"] == "town"
    }
    kati = towns["Kati", "Koulikoro"]
    assert (round(float(kati["lat"]), 2), round(float(kati["lon"]), 2)) == (
        12.74,
        -8.07,
    )
    assert "كاتي" in kati["names"].split("|")
    near = {
        name
        for (name, _), place in towns.items()
        if abs(float(place["lat"]) - 12.74) < 0.4
        and abs(float(place["lon"]) + 8.07) < 0.4
    }
    assert {"Bamako", "Diago", "Kambila"} <= near


def test_machine_transliteration_and_codes_are_not_names(
    places: list[dict[str, str]],
) -> None:
    for place in places:
        for name in place["names"].split("|"):
            assert not name or name != name.lower() or ARABIC.search(name), name
            assert "(" not in name
    bamako = next(p for p in places if p["name"] == "Bamako" and p["kind"] == "town")
    assert "BKO" not in bamako["names"].split("|")


def test_most_places_of_the_watchlist_are_in_the_gazetteer(
    places: list[dict[str, str]],
) -> None:
    known = {
        (place["country"], fold(name))
        for place in places
        for name in (place["name"], *place["names"].split("|"))
    }
    watched = toml(SAHEL)["place"]
    found = sum(
        any((watch["country"], fold(name)) in known for _, name in spellings(watch))
        for watch in watched
    )
    assert found / len(watched) > 0.9


def test_countries_have_names_and_demonyms_in_three_languages() -> None:
    rows = {row["country"]: row for row in tsv(GAZETTEER / "countries.tsv")}
    assert len(rows) > 80
    for row in rows.values():
        assert all(row.values()), row["country"]
        for cell in ("ar", "demonyms_ar"):
            assert all(ARABIC.search(name) for name in row[cell].split("|"))
    assert "malienne" in rows["ML"]["demonyms_fr"].split("|")
    assert "nigérian" in rows["NG"]["demonyms_fr"].split("|")
    assert "nigérien" in rows["NE"]["demonyms_fr"].split("|")


def test_no_name_of_a_country_in_one_language_is_that_of_another() -> None:
    owner: dict[tuple[str, str], str] = {}
    for line in COUNTRY_NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, languages, name = line.split("\t")
        for language in languages.split(","):
            known = owner.setdefault((language, fold(name)), code)
            assert known == code, (language, name)


def test_feeds_are_listed_once_and_graded_with_caution() -> None:
    feeds = toml(FEEDS)["feed"]
    assert len({feed["url"] for feed in feeds}) == len(feeds) >= 50
    for feed in feeds:
        assert feed["url"].startswith("https://"), feed["url"]
        assert feed["reliability"] in {"C", "F"}, feed["url"]
        assert re.match(r"^\d+[mh]$", feed["interval"]), feed["url"]
        assert feed["language"] in {"fr", "en", "ar"}, feed["url"]


@pytest.mark.parametrize(
    "pack", sorted(SAHEL.parent.glob("*.toml")), ids=lambda path: path.stem
)
def test_the_groups_of_a_watchlist_have_a_kind(pack: Path) -> None:
    known = {group["id"] for group in toml(GROUPS)["group"]}
    # Neither under arms nor under one command.
    civil = {"resistance-committees", "tasis", "beja-congress", "comites-vigilance"}
    assert {group["id"] for group in toml(pack)["group"]} - known <= civil
