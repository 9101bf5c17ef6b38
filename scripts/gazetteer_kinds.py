"""Says what a GeoNames row is to the gazetteer; used by ``build_gazetteer``."""

from typing import Any

Row = dict[str, Any]

#: GeoNames feature codes (https://www.geonames.org/export/codes.html). Left out of
#: class P: abandoned (PPLQ), destroyed (PPLW) and historical (PPLH) places.
DEAD = frozenset({"PPLQ", "PPLW", "PPLH", "PPLCH"})
ADMIN = {"ADM1": "region", "ADM2": "district", "ADM3": "district"}
#: Camps, airfields, military places, mines, reserves, named localities; and what names
#: a place in the desert, where nobody lives: wells, springs, lakes, ruins, mountains.
SITES = frozenset(
    (
        *("CMP", "AIRP", "AIRB", "AIRF", "MILB", "INSM", "FT", "MN", "MNAU", "RESF"),
        *("RESW", "PRK", "LCTY", "OAS", "DAM", "AREA", "RUIN", "WLL", "WLLS", "SPNG"),
        *("LK", "LKI", "PND", "WTRH", "FRST", "MT", "MTS"),
    )
)


def kind_of(row: Row) -> str | None:
    """Returns the kind a dump's row comes out as, or None for what is left out."""
    code = row["fcode"]
    if row["fclass"] == "P":
        return None if code in DEAD else "town"
    return ADMIN.get(code) or ("site" if code in SITES else None)
