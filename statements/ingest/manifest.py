"""Manifests: CSV files that give the metadata of the files beside them. A curator's sidecar is one of them.

`file` names a file relative to the manifest's folder; every other column is a fact. A file may have several rows,
each with its own `certainty` and `basis`, so that every fact can say why it is believed; a fact stands in one only.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from statements.notation import edtf
from statements.notation.characters import has_unseen
from statements.vocabulary import Certainty, Language, StatementKind, VersionKind

NAME = "metadata.csv"

FACTS = (
    "title",
    "date",
    "forum",
    "session",
    "meeting",
    "place",
    "delegation",
    "iso3",
    "on_behalf_of",
    "associates",
    "speaker",
    "role",
    "kind",
    "version_kind",
    "language",
    "symbols",
    "address",
    "rights",
)
EVIDENCE = ("certainty", "basis", "earliest", "latest")
COLUMNS = ("file", *FACTS, *EVIDENCE)

_CLOSED = {
    "kind": StatementKind.values,
    "version_kind": VersionKind.values,
    "language": Language.values,
    "certainty": [Certainty.STATED, Certainty.INFERRED],
}


_LONGEST = {  # characters
    "title": 500,
    "place": 200,
    "forum": 300,
    "speaker": 300,
    "role": 300,
    "address": 1000,
    "symbols": 1000,
}


class ManifestError(Exception):
    """A manifest that cannot be used. The message names the file, the line and the column."""


@dataclass(frozen=True)
class Row:
    """What one line of a manifest says of a file: its non-empty values by column."""

    where: str
    values: dict[str, str]

    @property
    def certainty(self):
        """`stated` (by the manifest) unless the row says inferred."""
        return self.values.get("certainty", Certainty.STATED)

    @property
    def basis(self):
        """The reason that the row gives, else the row itself."""
        return self.values.get("basis") or f"stated by {self.where}"

    def day(self, column):
        """The day in `earliest` or `latest`, or None."""
        value = self.values.get(column)
        return date.fromisoformat(value) if value else None


@dataclass(frozen=True)
class Manifest:
    """The rows of a manifest by the absolute path of the file that they speak of."""

    path: Path
    rows: dict[Path, tuple[Row, ...]]

    def of(self, file):
        """The rows that speak of `file` (a resolved path), in their order."""
        return self.rows.get(file, ())


def read(path):
    """Read the manifest at `path` (a Path). Raises ManifestError, which lists what is wrong, ten faults at most."""
    faults, rows = [], {}
    for line, values in _lines(path):
        where = f"{path.name}, line {line}"
        faults += [f"{where}: {fault}" for fault in _faults(path, values)]
        file = (path.parent / values.get("file", "")).resolve()
        faults += [f"{where}: {fault}" for fault in _repeated(rows.get(file, ()), values)]
        rows[file] = (*rows.get(file, ()), Row(where, {k: v for k, v in values.items() if v and k != "file"}))
    if faults:
        more = [f"and {len(faults) - 10} more faults"] if len(faults) > 10 else []
        raise ManifestError("\n".join(faults[:10] + more))
    return Manifest(path.resolve(), rows)


def _lines(path):
    """(line number, values by column) of each row. Raises ManifestError for what makes the whole file unusable."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _check_columns(path, reader.fieldnames or [])
            for values in reader:
                if None in values or None in values.values():
                    raise ManifestError(
                        f"{path.name}, line {reader.line_num}: {len(reader.fieldnames)} columns were expected."
                    )
                yield reader.line_num, {column: value.strip() for column, value in values.items()}
    except UnicodeDecodeError as error:
        raise ManifestError(f"{path.name} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error
    except csv.Error as error:
        raise ManifestError(f"{path.name} is not a CSV file that can be read: {error}.") from error
    except OSError as error:
        raise ManifestError(f"The manifest {path} cannot be read: {error.strerror}.") from error


def _check_columns(path, columns):
    unknown = [column for column in columns if column not in COLUMNS]
    if unknown:
        raise ManifestError(
            f"{path.name}, line 1: unknown column {', '.join(map(repr, unknown))}. Known are {', '.join(COLUMNS)}."
        )
    if "file" not in columns:
        raise ManifestError(f"{path.name}, line 1: the column 'file' is missing.")
    repeated = {column for column in columns if columns.count(column) > 1}
    if repeated:
        raise ManifestError(f"{path.name}, line 1: the column {', '.join(sorted(repeated))} stands there twice.")


def _faults(manifest, values):
    """Sentences about the values of one row that cannot be used."""
    yield from _file_faults(manifest, values["file"])
    yield from _text_faults(values)
    for column, known in _CLOSED.items():
        if values.get(column) and values[column] not in known:
            yield f"{column} {values[column]!r} is not one of {', '.join(known)}."
    if values.get("certainty") == Certainty.INFERRED and not values.get("basis"):
        yield "an inferred fact needs its reason in the column basis."
    yield from _date_faults(values)


def _text_faults(values):
    for column, value in values.items():
        longest = _LONGEST.get(column, 5000)
        if len(value) > longest:
            yield f"{column} has {len(value):,} characters; at most {longest:,} are kept."
        if has_unseen(value):
            yield f"{column} holds a control character or a mark that turns the direction of the text."
    for column in ("session", "meeting"):
        if len("".join(filter(str.isdigit, values.get(column, "")))) > 4:
            yield f"{column} {values[column]!r} has no number that a {column} could have."


def _file_faults(manifest, file):
    if not file:
        yield "the column file is empty."
    elif "\0" in file or not (manifest.parent / file).is_file():
        yield f"there is no file {file!r} beside the manifest."


def _date_faults(values):
    if values.get("date"):
        try:
            span = edtf.parse(values["date"]).span()
        except ValueError as error:
            yield f"date {values['date']!r}: {error}"
        else:
            yield from _bound_faults(values, span)
            if span and not edtf.FIRST_DAY <= span[0] <= date.today():
                yield f"date {values['date']!r} lies before {edtf.FIRST_DAY.year} or in the future."
    for column in ("earliest", "latest"):
        if values.get(column):
            try:
                date.fromisoformat(values[column])
            except ValueError:
                yield f"{column} {values[column]!r} is not a day such as 2005-08-16."


def _bound_faults(values, span):
    earliest, latest = values.get("earliest"), values.get("latest")
    outside = span and ((earliest and earliest > str(span[0])) or (latest and latest < str(span[1])))
    if outside:
        yield f"date {values['date']!r} lies outside the earliest and latest day that are given."


def _repeated(earlier, values):
    """Sentences about facts that another row of the same file gives already."""
    for row in earlier:
        for column in FACTS:
            if values.get(column) and column in row.values:
                yield f"{column} of {values['file']} stands in {row.where} already."
