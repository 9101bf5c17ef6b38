"""Builds the list of publicly listed armed groups; run by hand when the lists change.

What it does not do: fetch anything, judge anybody, or invent a spelling. Names come out
as the lists spell them; what is given in capitals is written as a name.

Input (``--source``): one JSON object a line with the keys source, name, aliases, ref;
copies of the UN Security Council's consolidated list, of Council Regulations
(EC) 881/2002 and (EU) 2016/1686, and of Canada's listed terrorist entities.
``listed_groups.toml`` beside this script says what is left out.

Output (``--out``): tab separated, a header line, sorted by id; the same input gives the
same bytes. The columns are described in ``monitor/data/actors/README.md``::

    python scripts/build_listed_groups.py --source listed.jsonl \
        --out monitor/data/actors/listed.tsv
"""

import argparse
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RULES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("listed_groups.toml").read_text(encoding="utf-8")
)
LISTS = ("UN", "EU", "CA")
COLUMNS = ("id", "name", "aliases", "lists", "refs")

#: Letters of the shortest alias; and of an acronym, at most.
SHORTEST, ACRONYM = 3, 8
#: Words of an article with its noun.
ARTICLE_AND_NOUN = 2
LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f0-9\s'’´.,&#–-]+$")
ARABIC = re.compile(r"^[\u0620-\u06d5\s–-]+$")
#: "(b)", "(aa)" and "and " that an enumeration left before a name.
ENUMERATION = re.compile(r"^\(?[a-z]{1,2}\)\s*|^and\s+", re.IGNORECASE)
#: Of names in one cell; a slash within a name is left, and the name with it.
SEPARATORS = re.compile(r"\s*/\s*(?=[A-Z]{3,8}$)|\s+/\s+|[;,]\s*|\s+or\s+")


@dataclass(frozen=True, slots=True)
class Group:
    """One group on one list; the first of its names is the usual one."""

    names: tuple[str, ...]
    lists: frozenset[str]
    #: Its permanent reference numbers on the UN list: "QDe.159".
    refs: frozenset[str]

    @property
    def keys(self) -> frozenset[str]:
        """The names folded, to compare."""
        return frozenset(fold(name) for name in self.names)


def fold(text: str) -> str:
    """Returns letters and digits in lower case, without accents and leading article."""
    plain = unicodedata.normalize("NFKD", text).casefold().replace("the ", " ")
    return "".join(c for c in plain if c.isalnum())


def spell(text: str) -> str:
    """Returns the text as a name: NFC, single spaces, no capitals throughout."""
    name = unicodedata.normalize("NFC", " ".join(text.split())).strip(" .,\"'‘’“”-")
    if not name.isupper() or (" " not in name and len(name) <= ACRONYM):
        return name
    words = [
        w if i and w in RULES["small"] else w.capitalize() for i, w in words_of(name)
    ]
    return "".join(words)


def words_of(name: str) -> Iterator[tuple[int, str]]:
    """Yields the words and what stands between them, in lower case, with an index."""
    return enumerate(re.split(r"([\s-]+)", name.lower()))


def names_in(text: str, *, may_be_joined: bool) -> Iterator[str]:
    """Yields the names in one cell: before its brackets, and within them.

    ``may_be_joined``: the end of an enumeration, whose "and" may join two names; such a
    cell is dropped, for no rule tells it from an "and" within a name.
    """
    for remark in RULES["remarks"]:
        text = text.replace(remark, "")
    text = ENUMERATION.sub("", text.strip(' "'))
    if may_be_joined and " and " in text:
        return
    head, *brackets = re.split(r"[()]", text)
    yield from names_between(head)
    # What follows a bracket is the rest of the name before it.
    for inner in brackets[::2]:
        yield from (n for n in names_between(inner) if " " in n or is_acronym(n))


def names_between(text: str) -> Iterator[str]:
    """Yields the names that an enumeration holds."""
    for part in SEPARATORS.split(text):
        name = spell(ENUMERATION.sub("", part.strip()))
        if is_name(name):
            yield name


def is_name(name: str) -> bool:
    """Tells a name from a scrap, and from an article with a common noun."""
    words = name.casefold().split()
    if len(name) < SHORTEST or name in RULES["never"]:
        return False
    if len(words) == ARTICLE_AND_NOUN and words[0] in RULES["articles"]:
        return False
    return bool(LATIN.match(name) or ARABIC.match(name))


def is_acronym(name: str) -> bool:
    """Tells "JNIM" and "LeT" from a word."""
    return sum(c.isupper() for c in name) > 1


def read(lines: Iterable[str]) -> Iterator[Group]:
    """Yields the armed groups among the rows."""
    for line in lines:
        row = json.loads(line)
        if row.get("ref", "")[:3] in RULES["regimes"] or row["name"] in RULES["never"]:
            continue
        aliases = row["aliases"]
        source = row["source"][:2]
        ends = {len(aliases) - 1} if source == "CA" else set()
        cells = [(row["name"], False), *((a, i in ends) for i, a in enumerate(aliases))]
        names = [n for cell, end in cells for n in names_in(cell, may_be_joined=end)]
        if names and fights(row["name"]):
            refs = frozenset(filter(None, [row.get("ref")]))
            yield Group(tuple(dict.fromkeys(names)), frozenset({source}), refs)


def fights(name: str) -> bool:
    """Tells an armed group from a firm and a charity, by its name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return not set(re.split(r"\W+", plain.casefold())) & set(RULES["trade"])


def are_one(left: Group, right: Group) -> bool:
    """Tells whether rows of different lists mean one group.

    They share more than half the names of the smaller, or half and its usual name, or
    an acronym of four letters and more. A name alone may be shared: "Ansar al-Sharia".
    """
    if left.lists & right.lists:
        return False
    shared = left.keys & right.keys
    if any(len(n) > SHORTEST and n.isupper() and fold(n) in shared for n in left.names):
        return True
    named = fold(left.names[0]) in right.keys or fold(right.names[0]) in left.keys
    return 2 * len(shared) + named > min(len(left.keys), len(right.keys))


def merge(groups: Iterable[Group]) -> list[Group]:
    """Returns one group for all rows that mean it."""
    merged: list[Group] = []
    for group in groups:
        same = [other for other in merged if are_one(group, other)]
        merged = [other for other in merged if other not in same]
        merged.append(join([*same, group]))
    return merged


def join(groups: list[Group]) -> Group:
    """Returns the groups as one, each spelling once."""
    names: dict[str, str] = {}
    for group in groups:
        for name in group.names:
            names.setdefault(fold(name), name)
    lists = frozenset().union(*(group.lists for group in groups))
    refs = frozenset().union(*(group.refs for group in groups))
    return Group(tuple(names.values()), lists, refs)


def rows(groups: Iterable[Group]) -> Iterator[tuple[str, ...]]:
    """Yields the groups as rows of the table."""
    for group in groups:
        name, *aliases = group.names
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.casefold().replace("'", "")).strip("-")
        lists = "|".join(label for label in LISTS if label in group.lists)
        yield slug, name, "|".join(aliases), lists, "|".join(sorted(group.refs))


def main() -> None:
    """Reads the lists and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    lines = arguments.source.read_text(encoding="utf-8").splitlines()
    table = [COLUMNS, *sorted(rows(merge(read(lines))))]
    text = "".join("\t".join(row) + "\n" for row in table)
    arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
