"""The demo's feeds are what seeds/README.md says they are."""

import json
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations

import pytest

from monitor.articles.parse import ParsedFeed, parse_feed
from monitor.demo.seeds import Seed, SeedsFile, load_seeds
from monitor.model import Article
from monitor.shipped import shipped
from tests.builders import a_feed

#: file -> format, entries when the demo begins, entries when it ends.
FEEDS = {
    "fleuve.xml": ("rss20", 3, 10),
    "mande.xml": ("rss20", 2, 9),
    "sahelpost.xml": ("atom10", 2, 10),
    "sawt.xml": ("rss20", 1, 7),
    "griot.json": ("json11", 2, 8),
    "boucle.rdf": ("rss10", 2, 8),
    "baobab.xml": ("rss20", 2, 6),
    "balanzan.xml": ("rss20", 2, 5),
    "liptako.xml": ("atom10", 2, 7),
    "harmattan.json": ("json10", 1, 7),
    "waha.xml": ("atom10", 1, 6),
    "mwangaza.xml": ("rss20", 1, 5),
    "kaislaranta.xml": ("rss20", 1, 4),
    "ledger.xml": ("rss20", 1, 4),
}
LONG_SENTENCE = 12

XML_ENTRY = re.compile(rb"<(item|entry)\b.*?</\1>", re.DOTALL)
WIRE = re.compile(rb"<!-- shown [^>]* wire -->")
SENTENCE_END = re.compile(r"[.!?؟]\s+|\n+")


@cache
def loaded() -> tuple[SeedsFile, dict[str, Seed]]:
    manifest, seeds = load_seeds(shipped("seeds"))
    return manifest, {seed.table.file: seed for seed in seeds}


def parsed(file: str, body: bytes, at: datetime) -> ParsedFeed:
    table = loaded()[1][file].table
    return parse_feed(
        body,
        url=f"http://127.0.0.1/{file}",
        content_type=table.content_type,
        feed=a_feed(feed_id=file, source=table.source, language=table.language),
        fetched_at=at,
    )


def articles(file: str, at: datetime | None = None) -> list[Article]:
    """What is in the feed at a time; at the end of the demo without one."""
    manifest, seeds = loaded()
    at = at or manifest.ends_at
    found = parsed(file, seeds[file].at(at), at)
    return [entry.article for entry in found.articles]


def titled(file: str, start: str, at: datetime | None = None) -> Article:
    [found] = [a for a in articles(file, at) if a.title.startswith(start)]
    return found


def at(text: str) -> datetime:
    return datetime.strptime(f"2022-07-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def entries(seed: Seed) -> list[bytes]:
    """Every version of every entry, as it stands in the file."""
    if seed.table.file.endswith(".json"):
        return [json.dumps(item).encode() for item in json.loads(seed.body)["items"]]
    return [found[0] for found in XML_ENTRY.finditer(seed.body)]


def own_sentences(seed: Seed) -> set[str]:
    """The long sentences of the outlet's own texts, without case and punctuation."""
    if seed.table.file.endswith(".json"):
        document = json.loads(seed.body)
        document["items"] = [i for i in document["items"] if not i.get("_wire")]
        body = json.dumps(document).encode()
    else:
        body = XML_ENTRY.sub(lambda e: b"" if WIRE.search(e[0]) else e[0], seed.body)
    found = parsed(seed.table.file, body, loaded()[0].ends_at)
    sentences = [
        re.findall(r"\w+", sentence.casefold())
        for entry in found.articles
        for sentence in SENTENCE_END.split(entry.article.text)
    ]
    return {" ".join(words) for words in sentences if len(words) >= LONG_SENTENCE}


def test_manifest_lists_every_file_once_and_no_other() -> None:
    manifest, _ = loaded()
    files = [seed.file for seed in manifest.seed]
    there = {path.name for path in shipped("seeds").iterdir()}

    assert sorted(files) == sorted(FEEDS)
    assert there == {*FEEDS, "demo.toml", "README.md"}
    assert manifest.begins_at < manifest.ends_at


@pytest.mark.parametrize("file", FEEDS)
def test_feed_has_its_format_and_entries(file: str) -> None:
    manifest, seeds = loaded()
    form, count_first, count_last = FEEDS[file]
    first = parsed(file, seeds[file].at(manifest.begins_at), manifest.begins_at)
    last = parsed(file, seeds[file].at(manifest.ends_at), manifest.ends_at)

    assert (first.format, len(first.articles)) == (form, count_first)
    assert (last.format, len(last.articles)) == (form, count_last)
    assert last.entries == count_last
    assert bool(last.problems) == (file == "baobab.xml")


def test_there_are_enough_feeds_entries_formats_and_languages() -> None:
    manifest, _ = loaded()
    ids = {article.article_id for file in FEEDS for article in articles(file)}

    assert len(manifest.seed) >= 8
    assert len(ids) >= 75
    assert {form for form, _, _ in FEEDS.values()} == {
        *("rss20", "rss10", "atom10", "json10", "json11")
    }
    assert {seed.language for seed in manifest.seed} == {"fr", "en", "ar", "sw", "fi"}


@pytest.mark.parametrize("file", FEEDS)
def test_nothing_is_shown_before_it_was_published(file: str) -> None:
    manifest, seeds = loaded()
    moments = {manifest.begins_at}
    for entry in entries(seeds[file]):
        moments |= {at(found) for found in shown_times(entry)}

    for moment in moments:
        for article in articles(file, max(moment, manifest.begins_at)):
            assert article.published_at is None or (
                article.published_at <= max(moment, manifest.begins_at)
            )


def shown_times(entry: bytes) -> list[str]:
    """Day and time of the marks of an entry that is not there from the beginning."""
    found = re.findall(rb"2022-07-(2\d)T(\d\d:\d\d)Z", entry)
    return [f"{day.decode()} {clock.decode()}" for day, clock in found]


@pytest.mark.parametrize("file", FEEDS)
def test_news_of_the_three_days_is_marked_and_seen_within_the_hour(file: str) -> None:
    manifest, seeds = loaded()
    before = {a.article_id for a in articles(file, manifest.begins_at)}
    for article in articles(file):
        if article.article_id not in before:
            assert article.published_at is not None
            assert article.published_at >= manifest.begins_at
            late = article.published_at + timedelta(hours=1)
            seen = {a.title for a in articles(file, late)}
            assert article.title in seen, seeds[file].table.source


def test_latin_1_feed_is_really_latin_1() -> None:
    body = loaded()[1]["mande.xml"].body

    assert b'encoding="ISO-8859-1"' in body
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")
    assert titled("mande.xml", "Attaque à Kati").title.endswith("d'un soldat tué")


def test_broken_feed_loses_no_entry_and_no_text() -> None:
    body = loaded()[1]["baobab.xml"].body

    assert body.count(b"<b>") == 1 and b"</b>" not in body
    assert b" & " in body and b"&nbsp;" in body
    assert "Kolokani compte ses murs" in titled("baobab.xml", "Kolokani").text
    assert titled("baobab.xml", "Ténenkou").published_at is None


def test_one_feed_dies_half_way() -> None:
    dying = {f: s.table.dies_at for f, s in loaded()[1].items() if s.table.dies_at}

    assert dying == {"balanzan.xml": at("22 12:00")}


def test_toll_rises_inside_one_article() -> None:
    before = titled("fleuve.xml", "Attaque de Kati", at("22 08:00"))
    after = titled("fleuve.xml", "Attaque de Kati", at("22 10:00"))

    assert before.article_id == after.article_id
    assert "sept assaillants" not in before.text
    assert "sept assaillants" in after.text


def test_one_guid_changes_and_the_link_stays() -> None:
    before = titled("mande.xml", "Attaque à Kati", at("22 08:00"))
    after = titled("mande.xml", "Attaque à Kati", at("22 10:00"))

    assert before.article_id != after.article_id
    assert before.url == after.url


def test_one_old_report_comes_back_with_a_new_date() -> None:
    before = titled("sahelpost.xml", "Seven killed", at("21 12:00"))
    after = titled("sahelpost.xml", "Seven killed", at("22 12:00"))

    assert before.article_id == after.article_id
    assert before.published_at == at("11 15:00")
    assert after.published_at == at("22 09:50")


def test_six_outlets_carry_the_agency_text_with_and_without_credit() -> None:
    body_of = {file: seed.body for file, seed in loaded()[1].items()}
    texts = [
        article.text
        for file in body_of
        for article in articles(file)
        if "avoir mis en échec une attaque menée à l'aube" in article.text
    ]

    assert len(texts) >= 6
    assert any("AFP" in text for text in texts)
    assert any("AFP" not in text for text in texts)
    assert len({len(text) for text in texts}) > 3


def test_outlets_share_no_long_sentence_but_agency_copies() -> None:
    sentences = {file: own_sentences(seed) for file, seed in loaded()[1].items()}

    assert sum(map(len, sentences.values())) > 100
    for one, other in combinations(sentences, 2):
        assert not sentences[one] & sentences[other], (one, other)
