"""Judges and cleans the names that GeoNames gives; used by ``build_gazetteer``.

What it does not do: read files, or change how a kept name is spelled.
"""

import re
import unicodedata
from collections.abc import Iterable

#: Letters of the shortest other spelling kept, and of the longest code in capitals.
SHORTEST, CODE = 3, 4
AFFIXES = re.compile(
    r"^(?:Région|Region|Cercle|Province|Département|Department|Wilaya|District"
    r"|Commune|Gouvernorat|Préfecture)\s+"
    r"(?:d[’'] ?|du |de la |de l[’'] ?|de |des |of )(?=\w)"
    r"|\s+(?:Region|Cercle|Province|Department|District|State|Governorate|County"
    r"|Prefecture|Wilaya)$"
)
#: What must keep its "Region" or "Province", being no name without it.
COMPASS = re.compile(
    r"(?:north|south|east|west|cent(?:er|re|ral)|upper|lower|nord|sud|est|ouest|capital"
    r"|coast|federal|littoral|island|lake|river|savann|plateau|red sea|valle|white|blue"
    r"|maritime)\w*(?:[ -]\w+)?",
    re.IGNORECASE,
)
#: Alternate names that name a number, or another language's word for region.
JUNK = re.compile(
    r"^(?:[IVX]+|Number \d+|Region [IVX]+|\w+ R[eé]gion|.*(?:https?:|www\.).*|.*\d.*"
    r"|.*(?:vilaja|voblasc|prowincja|regiunea|regione|provincia|província|provincie|provinsi).*)$",
    re.IGNORECASE,
)
NUMBER_REGION = re.compile(
    r"^(?:first|second|third|fourth|fifth|sixth|seventh|premi|deuxi|troisi|quatri"
    r"|cinqui|sixi|septi|huiti|neuvi|dixi|onzi|douzi)\w* r[eé]gion$",
    re.IGNORECASE,
)
#: Tamasheq "n", of, in "I-n-", "Ti-n-", "Ta-n-": place of.
PARTED_OF = re.compile(r"\b(A|E|I|Ta|Te|Ti|Tchi)-n-(?=\w)")
BRACKETS = re.compile(r"\s*\([^)]*\)?")
#: The letters of Arabic alone: Persian, Urdu and Pashto spellings are left out.
ARABIC = re.compile(r"^[\u0621-\u0652\s'()-]+$")
CYRILLIC = re.compile(r"^[\u0400-\u04ff\s'()-]+$")
LATIN = re.compile(r"^[A-Za-z\u00c0-\u024f\u0250-\u02af\u1e00-\u1eff\s'’‘ʼ`.()/-]+$")


def clean(text: str) -> str:
    """Returns the text in NFC without invisible marks, tabs, bars and double spaces."""
    marks = {"\u200e", "\u200f", "\u200b", "\u00ad", "\ufeff"}
    kept = "".join(c for c in text if c not in marks)
    return " ".join(unicodedata.normalize("NFC", kept.replace("|", " ")).split()).strip(
        " ,;"
    )


def fold(text: str) -> str:
    """Returns the letters and digits only, without accents, in lower case."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if c.isalnum()).casefold()


def bare(name: str) -> str:
    """Returns a division's name without "Region", "Cercle de" and the like."""
    short = AFFIXES.sub("", name).strip()
    return name if not short or COMPASS.fullmatch(short) else short


def is_name(text: str, cyrillic: bool) -> bool:
    """Tells a spelling somebody may print from codes and machine transliteration."""
    if len(text) < SHORTEST or JUNK.match(text) or NUMBER_REGION.match(text):
        return False
    if ARABIC.match(text):
        return True
    if CYRILLIC.match(text):
        return cyrillic
    if not LATIN.match(text) or text == text.lower():
        return False
    return not (text.isupper() and len(text) <= CODE)  # IATA and country codes


def other_names(
    name: str, alternates: Iterable[str], *, cyrillic: bool
) -> tuple[str, ...]:
    """Returns the other spellings, sorted, without "(town)" and the like after them.

    Tuareg names whose "of" GeoNames parts ("I-n-Gall") come also as they are printed.
    """
    found = {clean(BRACKETS.sub("", a)) for a in alternates}
    found |= {PARTED_OF.sub(r"\1n-", a) for a in (name, *found)}
    return tuple(sorted(a for a in found if a != name and is_name(a, cyrillic)))
