"""What became of one file: the answer that ingest gives, kept in the batch and printed as JSON."""

from dataclasses import dataclass, field

from statements.ingest.facts import Facts
from statements.models import Statement
from statements.parsing.records import Mention, ParsedStatement
from statements.vocabulary import Outcome


@dataclass(frozen=True)
class FileOutcome:
    """One file's outcome. `parsed`, `facts` and `mentions` describe the file; they are None where it was not read."""

    file: str
    outcome: Outcome
    reason: str = ""
    sha256: str = ""
    statement: Statement | None = None
    parsed: ParsedStatement | None = None
    facts: Facts | None = None
    mentions: tuple[Mention, ...] = field(default=())

    @property
    def warnings(self):
        """What was found strange in the file, in sentences."""
        return [*self.parsed.warnings, *self.facts.warnings] if self.parsed else []

    def as_json(self):
        """The object that `ingest --json` prints for the file; its facts describe the file, whatever the outcome."""
        answer = {
            "file": self.file,
            "outcome": str(self.outcome),
            "reason": self.reason,
            "reference": self.statement.reference if self.statement else None,
        }
        return answer | (self._content() if self.parsed else {"warnings": []})

    def _content(self):
        return {
            "language": self.facts.language,
            "title": self.facts.title,
            "warnings": self.warnings,
            **self._circumstances(),
            "paragraphs": [
                {"number": p.number, "kind": p.kind, "printed_number": p.printed_number, "text": p.text}
                for p in self.parsed.paragraphs
            ],
            "mentions": [
                {"paragraph": m.paragraph, "instrument": m.instrument, "surface": m.surface, "state": str(m.state)}
                for m in self.mentions
            ],
            "removed": [{"rule": r.rule, "line": r.line, "text": r.text} for r in self.parsed.removed],
        }

    def _circumstances(self):
        facts = self.facts
        return {
            "date": {
                "value": facts.date.value,
                "earliest": facts.date.earliest and facts.date.earliest.isoformat(),
                "latest": facts.date.latest and facts.date.latest.isoformat(),
                **_evidence(facts.date),
            },
            "forum": {
                "name": facts.forum.name,
                "session": facts.forum.session,
                "meeting": facts.forum.meeting,
                **_evidence(facts.forum),
            },
            "place": {"name": facts.place.value, **_evidence(facts.place)},
            "delegations": [
                {"name": d.name, "code": d.code, "role": str(d.role), **_evidence(d)} for d in facts.delegations
            ],
            "speaker": {"name": facts.speaker.name, "role": facts.speaker.role, **_evidence(facts.speaker)},
        }


def _evidence(fact):
    return {"certainty": str(fact.certainty), "basis": fact.basis}
