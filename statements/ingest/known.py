"""What the archive holds already of the files of a group, looked up in two queries."""

from dataclasses import dataclass

from statements.ingest import load
from statements.models import Source, Statement
from statements.models.batch import BATCH_UNDONE
from statements.vocabulary import Workflow


@dataclass(frozen=True)
class Held:
    """A source that is held: its statement, what tells whether a file has changed, and what the source is called."""

    statement: Statement
    sha256: str
    manifest_sha256: str
    called: str

    @property
    def undone(self):
        """Whether its statement was withdrawn with its batch; ingesting it again brings it back."""
        return self.statement.state == Workflow.WITHDRAWN and self.statement.withdrawn_reason == BATCH_UNDONE

    def unchanged(self, file):
        """Whether a file says what this source said, and its statement still stands."""
        same = (self.sha256, self.manifest_sha256) == (file.digest, load.manifest_sha256(file.candidate.rows))
        return same and not self.undone


class Known:
    """The sources held under the keys, and of the bytes, of some files."""

    def __init__(self, files):
        self._by_key, self._by_bytes = {}, {}
        files = [file for file in files if file.digest]
        keys = {
            "collection__in": {f.candidate.collection for f in files},
            "path__in": {f.candidate.path for f in files},
        }
        for source in _sources().filter(current=True, ordinal=0, **keys):
            self._by_key[source.collection, source.path] = _held(source)
        for source in _sources().filter(sha256__in={file.digest for file in files}):
            self._by_bytes.setdefault(source.sha256, _held(source))

    def under_key_of(self, file) -> Held | None:
        """The current source of the file's collection and path."""
        return self._by_key.get((file.candidate.collection, file.candidate.path))

    def of_bytes_of(self, file) -> Held | None:
        """A source with the file's very bytes, wherever it came from."""
        return self._by_bytes.get(file.digest)

    def add(self, file, statement):
        """Know a file that is about to be written, too."""
        candidate = file.candidate
        held = Held(statement, file.digest, load.manifest_sha256(candidate.rows), candidate.path)
        self._by_key[candidate.collection, candidate.path] = self._by_bytes[file.digest] = held


def _sources():
    columns = ("collection", "path", "address", "sha256", "manifest_sha256")
    of_statement = ("reference", "title", "state", "withdrawn_reason")
    return Source.objects.select_related("statement").only(*columns, *(f"statement__{name}" for name in of_statement))


def _held(source):
    return Held(source.statement, source.sha256, source.manifest_sha256, str(source))
