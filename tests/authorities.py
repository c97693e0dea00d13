"""The authority files of seeds/authorities/ as the parser's records, read without a database."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from statements.parsing.records import Alias, Authorities, DelegationName, ForumName

FOLDER = Path(__file__).parent.parent / "seeds" / "authorities"


def rows(name):
    """The rows of one of the files, as dictionaries; none when there is no such file."""
    path = FOLDER / name
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


@cache
def aliases():
    """The forms of all instruments."""
    return tuple(
        Alias(
            row["instrument"],
            row["form"],
            row["match"],
            row["case_sensitive"].lower() == "true",
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            tuple(phrase for phrase in row["context"].split("|") if phrase),
        )
        for row in rows("instrument_aliases.csv")
    )


@cache
def authorities():
    """Delegations and forums, under their names and all their other forms."""
    delegations = {row["code"]: row for row in rows("delegations.csv")}
    forums = {row["slug"]: row for row in rows("forums.csv")}
    forms = [(code, row["name"]) for code, row in delegations.items()]
    forms += [(row["code"], row["form"]) for row in rows("delegation_aliases.csv")]
    names = [(slug, row["name"]) for slug, row in forums.items()]
    names += [(row["forum"], row["form"]) for row in rows("forum_aliases.csv")]
    return Authorities(
        tuple(DelegationName(form, code, delegations[code]["name"], delegations[code]["kind"]) for code, form in forms),
        tuple(ForumName(form, forums[slug]["name"], _depth(forums, slug)) for slug, form in names),
    )


def _depth(forums, slug):
    parent = forums[slug]["parent"]
    return 1 + _depth(forums, parent) if parent else 0


def _day(value):
    return date.fromisoformat(value) if value else None
