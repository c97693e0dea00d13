"""Reading one file: all that can be known of it without the database. Pure, so that worker processes can do it."""

from dataclasses import dataclass

from statements.ingest import facts, shingles
from statements.ingest.names import Names
from statements.notation import edtf
from statements.parsing import mentions, parse
from statements.parsing.records import Authorities, Mention, ParsedStatement, Rejected, Skipped


@dataclass(frozen=True)
class Reading:
    """What a file says, the facts settled with its manifest, the instruments it names, and its bands (`shingles`)."""

    parsed: ParsedStatement
    facts: facts.Facts
    mentions: tuple[Mention, ...]
    bands: tuple[int, ...]


@dataclass(frozen=True)
class Reader:
    """The authority list as far as reading needs it."""

    authorities: Authorities
    names: Names
    matcher: mentions.Matcher
    encoding: str | None = None

    def read(self, data: bytes, name: str, rows) -> Reading:
        """Read a file's bytes. `rows` are its manifest rows. Raises Rejected or Skipped."""
        parsed = parse(data, self.authorities, name=name, encoding=self.encoding)
        settled = facts.settle(parsed, rows, self.names)
        span = edtf.parse(settled.date.value).span() if settled.date.value else None
        found = mentions.find(self.matcher, parsed.paragraphs, span)
        return Reading(parsed, settled, found, shingles.bands(parsed.text))

    def attempt(self, data: bytes, name: str, rows) -> Reading | Rejected | Skipped:
        """The same, with the refusal as an answer."""
        try:
            return self.read(data, name, rows)
        except (Rejected, Skipped) as refusal:
            return refusal
        except (MemoryError, RecursionError):
            return Rejected("Reading this file takes more than the machine has.")
