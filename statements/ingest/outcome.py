"""What became of one file: the answer that ingest gives, kept in the batch and printed as JSON."""

from dataclasses import dataclass

from statements.ingest.reading import Reading
from statements.models import Statement
from statements.vocabulary import Certainty, Outcome


@dataclass(frozen=True)
class FileOutcome:
    """One file's outcome. `reading` says what is in the file; it is None where it was not read.

    alike: (reference, likeness) of the statements that its text is much like, queued for a curator.
    """

    file: str
    outcome: Outcome
    reason: str = ""
    sha256: str = ""
    statement: Statement | None = None
    reading: Reading | None = None
    alike: tuple[tuple[str, float], ...] = ()

    @property
    def warnings(self):
        """What was found strange in the file, in sentences."""
        found = [*self.reading.parsed.warnings, *self.reading.facts.warnings] if self.reading else []
        return found + [
            f"much like {other} ({share:.0%} of its words): a curator will look." for other, share in self.alike
        ]

    @property
    def guesses(self):
        """What was inferred of the file, each in a sentence with its reason."""
        return list(guesses_of(self.reading.facts)) if self.reading else []

    def as_json(self):
        """The object that `ingest --json` prints for the file; its facts describe the file, whatever the outcome."""
        answer = {
            "file": self.file,
            "outcome": str(self.outcome),
            "reason": self.reason,
            "reference": self.statement.reference if self.statement else None,
        }
        return answer | (self._content() if self.reading else {"warnings": []})

    def _content(self):
        parsed, facts = self.reading.parsed, self.reading.facts
        return {
            "language": facts.language,
            "title": facts.title,
            "warnings": self.warnings,
            **self._circumstances(),
            "paragraphs": [
                {"number": p.number, "kind": p.kind, "printed_number": p.printed_number, "text": p.text}
                for p in parsed.paragraphs
            ],
            "mentions": [
                {"paragraph": m.paragraph, "instrument": m.instrument, "surface": m.surface, "state": str(m.state)}
                for m in self.reading.mentions
            ],
            "removed": [{"rule": r.rule, "line": r.line, "text": r.text} for r in parsed.removed],
        }

    def _circumstances(self):
        facts = self.reading.facts
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


def guesses_of(facts):
    """What was inferred, each fact in a sentence with its reason."""
    named = (("date", facts.date.value), ("forum", facts.forum.name), ("place", facts.place.value))
    for what, value in (*named, ("speaker", facts.speaker.name)):
        fact = getattr(facts, what)
        if fact.certainty == Certainty.INFERRED:
            yield f"{what}: {value} ({fact.basis})"
    for delegation in facts.delegations:
        if delegation.certainty == Certainty.INFERRED:
            yield f"delegation: {delegation.name} ({delegation.basis})"
