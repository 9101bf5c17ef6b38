"""The watchlists that ship: each a whole, and one of them the default."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.config import load_config
from monitor.shipped import shipped
from monitor.watchlists import load_watchlist

CONFIG = Path(__file__).parent.parent / "config"
PACKS = sorted((CONFIG / "watchlists").glob("*.toml"))
#: Countries that the places of each pack lie in; None for a place in several.
COUNTRIES = {
    "sahel": {"ML", "BF", "NE"},
    "lake-chad": {"NG", "CM", "TD", "NE", None},
    "sudan": {"SD"},
    "eastern-congo": {"CD"},
}
ARABIC = re.compile(r"[\u0621-\u064a]")

Table = dict[str, Any]


def pack(path: Path) -> Table:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def watches(path: Path) -> list[Table]:
    data = pack(path)
    return [*data["place"], *data["group"], *data["person"]]


def spellings(watch: Table) -> Iterator[tuple[str, str]]:
    for language, names in watch["names"].items():
        for name in names:
            yield language, name if isinstance(name, str) else name["text"]


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if c.isalnum()).casefold()


each_pack = pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)


def test_four_regions_have_a_pack() -> None:
    assert {path.stem for path in PACKS} == set(COUNTRIES)


def test_without_a_choice_only_the_sahel_is_watched() -> None:
    config = load_config(shipped("config") / "monitor.toml")
    assert [w.watchlist_id for w in config.watchlists] == ["sahel"]


@each_pack
def test_a_pack_is_valid_and_named_after_its_file(path: Path) -> None:
    watchlist = load_watchlist(path)
    assert watchlist.watchlist_id == path.stem
    assert watchlist.alert_to == ("console",)
    assert watchlist.digest_to == ("digest",)


@each_pack
def test_a_pack_says_where_its_names_come_from_and_under_what_licence(
    path: Path,
) -> None:
    text = path.read_text(encoding="utf-8")
    head = text.split("[watchlist]")[0]
    assert "Sources:" in head
    assert "CC BY 4.0" in head
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search("[\u200b-\u200f\u202a-\u202e\u00ad\u0640\ufeff]", text)


@each_pack
def test_a_pack_holds_what_a_desk_needs(path: Path) -> None:
    data = pack(path)
    assert len(data["place"]) >= 200
    assert len(data["group"]) >= 25
    assert len(data["person"]) >= 15
    assert {place.get("country") for place in data["place"]} == COUNTRIES[path.stem]


@each_pack
def test_ids_and_names_of_a_pack_stand_once(path: Path) -> None:
    owner: dict[str, str] = {}
    ids = Counter(watch["id"] for watch in watches(path))
    assert [i for i, count in ids.items() if count > 1] == []
    for watch in watches(path):
        for language, name in spellings(watch):
            assert owner.setdefault(fold(name), watch["id"]) == watch["id"], name
            assert bool(ARABIC.search(name)) == (language == "ar"), name


@each_pack
def test_a_risky_name_comes_with_evidence_to_look_for(path: Path) -> None:
    for watch in watches(path):
        short = any(len(name) <= 3 for _, name in spellings(watch))
        assert not short or watch.get("context"), watch["id"]
        if watch.get("ambiguity") == "high":
            assert watch.get("near") or watch.get("context"), watch["id"]


@each_pack
def test_a_pack_knows_its_main_towns_and_groups_in_arabic(path: Path) -> None:
    data = pack(path)
    written = {
        kind: sum("ar" in watch["names"] for watch in data[kind])
        for kind in data
        if kind != "watchlist"
    }
    assert written["place"] >= 25
    assert written["group"] >= 12


@pytest.mark.parametrize(
    ("stem", "ids"),
    [
        (
            "lake-chad",
            "maiduguri gwoza bama damasak mora kolofata bol diffa bosso "
            "boko-haram iswap mnjtf cjtf bakura mahamat-deby",
        ),
        (
            "sudan",
            "khartoum omdurman el-fasher zamzam el-geneina nyala el-obeid kadugli "
            "kurmuk wad-madani port-sudan rsf saf splm-n jem slm-mm slm-aw burhan",
        ),
        (
            "eastern-congo",
            "goma bukavu uvira masisi rutshuru beni bunia djugu minembwe kalemie "
            "m23 afc fardc adf codeco fdlr wazalendo monusco updf rwanda-army",
        ),
    ],
)
def test_a_pack_holds_what_its_region_is_known_for(stem: str, ids: str) -> None:
    known = {watch["id"] for watch in watches(CONFIG / "watchlists" / f"{stem}.toml")}
    assert set(ids.split()) <= known
