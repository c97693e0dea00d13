"""A run of ingest: files in groups, read in worker processes and written at once; none stops the rest.

A group is one transaction. One that the database does not take is halved, and halved again, until the file is found
that it refuses; so every file is written whole, with its entry in the batch, or not at all.
"""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from statements.ingest.copying import copy
from statements.ingest.group import File, Group, to_read
from statements.ingest.outcome import FileOutcome
from statements.ingest.readers import Readers
from statements.ingest.reading import Reader
from statements.ingest.register import Register
from statements.models import Batch, BatchEntry
from statements.vocabulary import Outcome

GROUP_FILES, GROUP_BYTES = 64, 4 * 1024 * 1024
AHEAD = 4  # groups that are being read while one is written


@dataclass(frozen=True)
class Options:
    """How a run treats its files; see `run`."""

    publish: bool = True
    dry_run: bool = False
    describe: bool = True
    replace: bool = False
    encoding: str | None = None


def run(candidates, *, workers=None, **options) -> Iterator[FileOutcome]:
    """Ingest the candidates (`discover.Candidate`s), yielding each one's outcome as it is settled.

    publish: False leaves new statements as drafts. dry_run: everything is done and then taken back, nothing is
    written. describe: outcomes of unchanged files hold their facts too, which means reading them again.
    replace: a file may take the place of quite another document under its path. encoding: what the text files are
    encoded in, whatever they declare.
    workers: how many processes read; by default as many as there are processors.
    """
    options = Options(**options)
    with transaction.atomic() if options.dry_run else nullcontext():
        ingest = _Ingest(Batch.objects.create(origin=_origin(candidates)), options)
        with Readers(ingest.reader, workers=workers) as readers:
            yield from ingest.outcomes(candidates, readers)
        ingest.finish()
        if options.dry_run:
            transaction.set_rollback(True)


def _origin(candidates):
    return ", ".join(dict.fromkeys(candidate.collection for candidate in candidates))[:300] or "nothing"


class _Ingest:
    """One run: the batch that it writes and the authority list that it looks names up in."""

    def __init__(self, batch, options):
        self.batch, self.options = batch, options
        self.register = Register()
        self.reader = Reader(self.register.authorities, self.register.names, self.register.matcher, options.encoding)

    def finish(self):
        self.batch.finished = timezone.now()
        self.batch.save(update_fields=["finished"])

    def outcomes(self, candidates, readers):
        """The outcomes of all candidates. While a group is written, the next ones are read."""
        waiting = deque()
        for group in _groups(candidates):
            files = [File.of(candidate) for candidate in group]
            unread = list(to_read(files, self.options.describe))
            waiting.append((files, unread, readers.submit([file.job for file in unread])))
            if len(waiting) > AHEAD:
                yield from self._settled(readers, *waiting.popleft())
        while waiting:
            yield from self._settled(readers, *waiting.popleft())

    def _settled(self, readers, files, unread, future):
        readings = readers.result(future, [file.job for file in unread])
        for file, reading in zip(unread, readings, strict=True):
            file.reading = reading
        return self._written(files)

    def _written(self, files):
        """The outcomes of files that are in the database, with their entries in the batch."""
        try:
            with transaction.atomic():
                outcomes = Group(files, self.reader, self.register, self.options).write()
                self._enter(outcomes)
                connection.check_constraints()
            return outcomes
        except DatabaseError as error:
            if not _about_the_data(error):
                raise
            self.register.forget_new()
            return self._written_in_halves(files, error)

    def _written_in_halves(self, files, error):
        if len(files) > 1:
            middle = len(files) // 2
            return self._written(files[:middle]) + self._written(files[middle:])
        reason = f"The database refused it: {str(error).splitlines()[0].rstrip('.')}."
        outcome = FileOutcome(str(files[0].candidate.file), Outcome.REJECTED, reason, files[0].digest)
        with transaction.atomic():
            self._enter([outcome])
        return [outcome]

    def _enter(self, outcomes):
        Batch.objects.filter(pk=self.batch.pk).update(seen=timezone.now())
        copy(BatchEntry, [_entry(self.batch, outcome) for outcome in outcomes])


def _entry(batch, outcome):
    return BatchEntry(
        batch=batch,
        file=outcome.file[:1000],
        sha256=outcome.sha256,
        outcome=outcome.outcome,
        reason=outcome.reason,
        guesses=outcome.guesses,
        warnings=outcome.warnings,
        statement=outcome.statement,
    )


def _groups(candidates):
    """The candidates in groups of so many files, and so many bytes, that memory stays flat."""
    group, held = [], 0
    for candidate in candidates:
        size = _size(candidate.file)
        if group and (len(group) == GROUP_FILES or held + size > GROUP_BYTES):
            yield group
            group, held = [], 0
        group.append(candidate)
        held += size
    if group:
        yield group


def _size(file):
    try:
        return os.stat(file).st_size
    except OSError:
        return 0  # there is nothing to read


def _about_the_data(error):
    """Whether a database error is about the data (class 22, 23 or 54), and not about the database being gone."""
    return (getattr(error.__cause__, "sqlstate", None) or "")[:2] in {"22", "23", "54"}
