"""Loading the authority files: delegations, forums and instruments with their aliases and relations.

An entry is written only when its rows in the files have changed since they were last loaded, so that what a curator
mends in between stays. An entry that the files no longer hold is retired, never deleted; what a curator added is
left alone.
"""

import csv
import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from statements.ingest.register import Register
from statements.ingest.scan import scan
from statements.ingest.slugs import free_slug
from statements.models import (
    Delegation,
    DelegationAlias,
    Forum,
    ForumAlias,
    Instrument,
    InstrumentAlias,
    InstrumentRelation,
    Statement,
)
from statements.notation.folding import slug

COLUMNS = {
    "delegations.csv": "code,kind,name,formal_name,iso3,m49,valid_from,valid_to,regional_group",
    "delegation_aliases.csv": "code,form,language,valid_from,valid_to",
    "forums.csv": "slug,parent,kind,name,short_name,number,valid_from,valid_to",
    "forum_aliases.csv": "forum,form,language",
    "instruments.csv": "id,name,acronym,kind,year,symbol,status,note,checked,forum,delegation",
    "instrument_aliases.csv": "instrument,form,match,case_sensitive,valid_from,valid_to,context",
    "instrument_relations.csv": "from,kind,to,note",
}


class AuthorityError(Exception):
    """An authority file that cannot be loaded. The message names the file, the line and the column."""


@dataclass
class Loaded:
    """How many entries a load created, changed and retired, and how many it found as they were."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    instruments_changed: bool = field(default=False)


@dataclass(frozen=True)
class _Row:
    """One line of an authority file, whose values are read by column."""

    file: str
    line: int
    values: dict

    def __getitem__(self, column):
        return self.values[column]

    def fail(self, column, accepted):
        raise AuthorityError(
            f"{self.file}, line {self.line}, column {column}: {self.values[column]!r} is not {accepted}."
        )

    def day(self, column):
        try:
            return date.fromisoformat(self[column]) if self[column] else None
        except ValueError:
            self.fail(column, "a day such as 2005-08-16")

    def number(self, column):
        if self[column] and not self[column].isdigit():
            self.fail(column, "a number")
        return int(self[column]) if self[column] else None

    def truth(self, column):
        if self[column] not in ("true", "false"):
            self.fail(column, "true or false")
        return self[column] == "true"

    def one_of(self, column, things):
        """The thing of this key, or None where the column is empty."""
        if self[column] and self[column] not in things:
            self.fail(column, "known to the authority files")
        return things.get(self[column])


def load(folder: Path) -> Loaded:
    """Load the authority files in a folder, all or nothing, and find mentions anew where instruments changed.

    Raises AuthorityError, which names the file, the line and the column.
    """
    files = {name: _read(folder / name, columns.split(",")) for name, columns in COLUMNS.items()}
    with transaction.atomic():
        loaded = Loaded()
        delegations = _delegations(files, loaded)
        forums = _forums(files, loaded)
        _instruments(files, delegations, forums, loaded)
    return loaded


def scan_all():
    """Find the mentions of every statement anew, yielding each statement when it is done."""
    register = Register()
    for statement in Statement.objects.defer("vector").order_by("pk").iterator(chunk_size=100):
        with transaction.atomic():
            scan(statement, register)
        yield statement


def _read(path, columns):
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if reader.fieldnames != columns:
                raise AuthorityError(f"{path.name}, line 1: the columns must be {','.join(columns)}.")
            return [_row(path, reader, values) for values in reader]
    except OSError as error:
        raise AuthorityError(f"The authority file {path} cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise AuthorityError(f"{path.name} is not a CSV file in UTF-8: {error}.") from error


def _row(path, reader, values):
    if None in values or None in values.values():
        raise AuthorityError(f"{path.name}, line {reader.line_num}: {len(reader.fieldnames)} columns were expected.")
    return _Row(path.name, reader.line_num, {column: value.strip() for column, value in values.items()})


def _grouped(rows, column):
    groups = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    return groups


def _digest(rows):
    return hashlib.sha256(repr([sorted(row.values.items()) for row in rows]).encode()).hexdigest()


def _keep(model, key, row, dependent, values, held, loaded):
    """Create or change the entry that a row describes, unless its rows are as they were. Returns it, and if written.

    key: the model's natural key. dependent: the rows of its aliases. values: a callable that gives its columns.
    """
    digest = _digest([row, *dependent])
    entry = held.get(row[key])
    if entry and entry.loaded == digest and not entry.retired:
        loaded.unchanged += 1
        return entry, False
    loaded.created += entry is None
    loaded.changed += entry is not None
    entry = entry or model()
    for name, value in (values() | {"loaded": digest, "retired": False}).items():
        setattr(entry, name, value)
    _save(entry, row)
    held[row[key]] = entry
    return entry, True


def _save(entry, row):
    _check(entry, row)
    entry.save()


def _check(entry, row):
    """Raise AuthorityError where a value does not fit its column. That other entries exist was checked by `one_of`."""
    relations = {field.name for field in entry._meta.concrete_fields if field.is_relation}
    try:
        entry.clean_fields(exclude=relations)
    except ValidationError as error:
        faults = "; ".join(f"{column}: {' '.join(texts)}" for column, texts in error.message_dict.items())
        raise AuthorityError(f"{row.file}, line {row.line}: {faults}") from error


def _keep_dependent(model, key, written):
    """Make the aliases or relations of entries that were written those of their rows.

    key: the columns that tell one from another. written: (row, unsaved alias)
    pairs. A curator's own stay; one that the files give too becomes theirs.
    """
    seen = {}
    for row, alias in written:
        _check(alias, row)
        alias.from_file = True
        if (twin := seen.setdefault(tuple(getattr(alias, name) for name in key), row)) is not row:
            raise AuthorityError(f"{row.file}, line {row.line}: line {twin.line} says the same already.")
    columns = [field.name for field in model._meta.concrete_fields if field.name not in ("id", *key)]
    aliases = [alias for _, alias in written]
    model.objects.bulk_create(aliases, update_conflicts=True, unique_fields=key, update_fields=columns)


def _retire(model, held, keys, loaded):
    gone = [entry.pk for key, entry in held.items() if key not in keys and entry.loaded and not entry.retired]
    model.objects.filter(pk__in=gone).update(retired=True)
    loaded.retired += len(gone)


def _delegations(files, loaded):
    held = {entry.code: entry for entry in Delegation.objects.all()}
    aliases = _grouped(files["delegation_aliases.csv"], "code")
    written = []
    for row in files["delegations.csv"]:
        new = row["code"] not in held
        values = partial(_delegation_values, row, new)
        entry, changed = _keep(Delegation, "code", row, aliases[row["code"]], values, held, loaded)
        written += [entry] * changed
    _known(files["delegation_aliases.csv"], "code", held)
    DelegationAlias.objects.filter(delegation__in=written, from_file=True).delete()
    rows = [(row, entry) for entry in written for row in aliases[entry.code]]
    _keep_dependent(
        DelegationAlias,
        ["delegation", "language", "form"],
        [(row, _delegation_alias(row, entry)) for row, entry in rows],
    )
    _retire(Delegation, held, {row["code"] for row in files["delegations.csv"]}, loaded)
    return held


def _delegation_values(row, new):
    plain = ("code", "kind", "name", "formal_name", "iso3", "m49", "regional_group")
    days = {"valid_from": row.day("valid_from"), "valid_to": row.day("valid_to")}
    named = {"slug": free_slug(Delegation, slug(row["name"]))} if new else {}
    return {name: row[name] for name in plain} | days | named


def _delegation_alias(row, delegation):
    days = {"valid_from": row.day("valid_from"), "valid_to": row.day("valid_to")}
    return DelegationAlias(delegation=delegation, form=row["form"], language=row["language"], **days)


def _forums(files, loaded):
    held = {entry.slug: entry for entry in Forum.objects.all()}
    aliases = _grouped(files["forum_aliases.csv"], "forum")
    written = []
    for row in files["forums.csv"]:
        values = partial(_forum_values, row, held)
        entry, changed = _keep(Forum, "slug", row, aliases[row["slug"]], values, held, loaded)
        written += [entry] * changed
    _known(files["forum_aliases.csv"], "forum", held)
    ForumAlias.objects.filter(forum__in=written, from_file=True).delete()
    rows = [(row, entry) for entry in written for row in aliases[entry.slug]]
    _keep_dependent(
        ForumAlias,
        ["forum", "language", "form"],
        [(row, ForumAlias(forum=entry, form=row["form"], language=row["language"])) for row, entry in rows],
    )
    _retire(Forum, held, {row["slug"] for row in files["forums.csv"]}, loaded)
    return held


def _forum_values(row, held):
    return {name: row[name] for name in ("slug", "kind", "name", "short_name")} | {
        "parent": row.one_of("parent", held),
        "number": row.number("number"),
        "valid_from": row.day("valid_from"),
        "valid_to": row.day("valid_to"),
    }


def _instruments(files, delegations, forums, loaded):
    held = {entry.slug: entry for entry in Instrument.objects.all()}
    aliases = _grouped(files["instrument_aliases.csv"], "instrument")
    relations = _grouped(files["instrument_relations.csv"], "from")
    written = []
    for row in files["instruments.csv"]:
        dependent = [*aliases[row["id"]], *relations[row["id"]]]
        values = partial(_instrument_values, row, delegations, forums)
        entry, changed = _keep(Instrument, "id", row, dependent, values, held, loaded)
        written += [entry] * changed
    _known(files["instrument_aliases.csv"], "instrument", held)
    _known(files["instrument_relations.csv"], "from", held)
    _keep_forms(written, aliases)
    _keep_relations(written, relations, held)
    loaded.instruments_changed = bool(written)
    _retire(Instrument, held, {row["id"] for row in files["instruments.csv"]}, loaded)


def _keep_forms(written, aliases):
    InstrumentAlias.objects.filter(instrument__in=written, from_file=True).delete()
    rows = [(row, entry) for entry in written for row in aliases[entry.slug]]
    forms = [(row, _instrument_alias(row, entry)) for row, entry in rows]
    _keep_dependent(InstrumentAlias, ["instrument", "form", "valid_from"], forms)


def _keep_relations(written, relations, held):
    InstrumentRelation.objects.filter(source__in=written, from_file=True).delete()
    rows = [(row, entry) for entry in written for row in relations[entry.slug]]
    made = [
        (row, InstrumentRelation(source=entry, kind=row["kind"], target=row.one_of("to", held), note=row["note"]))
        for row, entry in rows
    ]
    _keep_dependent(InstrumentRelation, ["source", "kind", "target"], made)


def _instrument_values(row, delegations, forums):
    plain = ("name", "acronym", "kind", "symbol", "status", "note")
    return {name: row[name] for name in plain} | {
        "slug": row["id"],
        "year": row.number("year"),
        "checked": row.truth("checked"),
        "forum": row.one_of("forum", forums),
        "delegation": row.one_of("delegation", delegations),
    }


def _instrument_alias(row, instrument):
    return InstrumentAlias(
        instrument=instrument,
        form=row["form"],
        match=row["match"],
        case_sensitive=row.truth("case_sensitive"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        context=[phrase.strip() for phrase in row["context"].split("|") if phrase.strip()],
    )


def _known(rows, column, held):
    """Raise AuthorityError for the first row that speaks of an entry which does not exist."""
    for row in rows:
        row.one_of(column, held)
