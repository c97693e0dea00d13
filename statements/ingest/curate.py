"""What a curator does by hand, by the same road as the files: pasting a new statement, editing the text of one."""

from django.db import transaction
from django.utils import timezone

from statements.ingest import duplicates, load
from statements.ingest.facts import settle
from statements.ingest.outcome import guesses_of
from statements.ingest.register import Register
from statements.ingest.revise import revise
from statements.ingest.scan import scan
from statements.models import Batch, BatchEntry, Source
from statements.parsing import parse_text
from statements.parsing.records import Rejected
from statements.vocabulary import Outcome

COLLECTION = "pasted by a curator"


class Pasted:
    """A text that a curator pasted, read as a file would be."""

    def __init__(self, text):
        """Read the text. Raises Rejected, with a sentence, when it cannot become a statement."""
        self.register = Register()
        self.data = text.encode()
        self.parsed = parse_text(text, self.register.authorities)
        self.facts = settle(self.parsed, (), self.register.names)

    def held(self):
        """The statement that these very bytes were pasted or ingested as, or None."""
        source = Source.objects.filter(sha256=load.sha256(self.data)).select_related("statement").first()
        return source.statement if source else None

    @transaction.atomic
    def create(self, statement, user):
        """Make a new statement of the text. What the curator has set on it, named in its `locked`, stays."""
        load.create(statement, self.parsed, self.facts, load.sha256(self.data), self.register)
        load.add_source(statement, self.data, self.parsed, self.facts, collection=COLLECTION, path="")
        duplicates.remember(statement)
        batch = Batch.objects.create(origin="admin", user=user, finished=timezone.now())
        BatchEntry.objects.create(
            batch=batch,
            file=statement.title[:1000],
            sha256=load.sha256(self.data),
            outcome=Outcome.CREATED,
            guesses=list(guesses_of(self.facts)),
            warnings=[*self.parsed.warnings, *self.facts.warnings],
            statement=statement,
        )

    def revise(self, statement, language):
        """Give a statement held this text instead of its own. Its heading lines and anchors stay."""
        changed = revise(statement, self.parsed.paragraphs, language, self.register)
        duplicates.remember(statement)
        return changed

    def read_delegations(self, statement):
        """Give a statement the delegations that the text names."""
        load.set_delegations(statement, self.facts, self.register)


def find_mentions(statement):
    """Find a statement's mentions anew: the meaning of GGE hangs on the date."""
    scan(statement, Register())


__all__ = ["Pasted", "Rejected", "find_mentions"]
