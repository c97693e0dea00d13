"""Batches: what a run leaves behind, and taking it back."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from statements.ingest import run as runs
from statements.ingest.discover import discover
from statements.models import Batch, BatchEntry, Source, Statement
from statements.vocabulary import Outcome, Workflow
from tests.test_ingest import LONG, ingest, write

pytestmark = pytest.mark.django_db

OTHER = "We meet today to speak of something quite different, namely of fisheries in the far north."


def undo(batch):
    call_command("undo_batch", str(batch.pk), verbosity=0)


def references():
    return set(Statement.objects.published().values_list("reference", flat=True))


class TestEntries:
    def test_they_keep_hash_outcome_reason_guesses_and_warnings(self, tmp_path):
        from tests import held

        held.authorities()
        write(tmp_path, one=LONG)
        columns = "file,delegation,iso3,place,certainty,basis"
        (tmp_path / "metadata.csv").write_text(f"{columns}\none.txt,Swaziland,SWE,Geneva,inferred,the file's folder\n")
        ingest(tmp_path)
        entry = BatchEntry.objects.get()
        assert entry.sha256 == Source.objects.get().sha256
        assert "place: Geneva (the file's folder)" in entry.guesses
        assert entry.statement.delegations.get().code == "SWZ"
        assert "'Swaziland', its code SWE means Sweden; the name counts" in entry.warnings[0]

    def test_the_report_has_a_table_of_counts(self, tmp_path):
        out, _ = ingest(write(tmp_path, one=LONG, two=OTHER, bad=b""), report=True, dry_run=True, status=1)
        table = [" ".join(line.split()) for line in out.splitlines()]
        assert "│ 2 │ created │" in table
        assert "│ 1 │ rejected │" in table
        assert out.endswith("Nothing was written: this was a dry run.\n")
        assert not Batch.objects.exists()

    def test_a_run_that_has_not_got_on_was_interrupted(self, tmp_path):
        outcomes = runs.run(discover([write(tmp_path, one=LONG)]), workers=0)
        next(outcomes)
        outcomes.close()
        assert Batch.objects.get().state == "running"
        Batch.objects.update(seen=timezone.now() - timedelta(minutes=6))
        assert Batch.objects.get().state == "interrupted"
        ingest(tmp_path)
        assert [batch.state for batch in Batch.objects.all()] == ["finished", "interrupted"]
        assert Statement.objects.count() == 1


class TestUndo:
    @pytest.fixture(autouse=True)
    def _ingested(self, tmp_path):
        self.folder = tmp_path
        ingest(write(tmp_path, one=LONG, two=OTHER))
        self.batch = Batch.objects.get()
        self.references = references()

    def test_it_withdraws_what_the_batch_created(self, client):
        undo(self.batch)
        assert set(Statement.objects.values_list("state", "withdrawn_reason")) == {("withdrawn", "batch undone")}
        assert client.get(f"/statements/{self.references.pop()}/").status_code == 410
        assert Batch.objects.get().state == "undone"

    def test_what_it_did_not_create_stays(self):
        ingest(write(self.folder, three="A third statement, of which more will have to be said on another day."))
        undo(Batch.objects.first())
        assert references() == self.references

    def test_what_a_curator_edited_is_held_back_and_listed(self, capsys):
        edited = Statement.objects.get(sources__path="one.txt")
        edited.locked = ["title"]
        edited.save()
        undo(self.batch)
        assert references() == {edited.reference}
        assert edited.reference in capsys.readouterr().err

    @pytest.mark.parametrize("again", [{}, {"collection": "elsewhere"}], ids=["same key", "other key"])
    def test_ingesting_again_revives_the_same_references(self, again):
        undo(self.batch)
        out, _ = ingest(self.folder, **again)
        assert out == "2 created, 0 unchanged.\n"
        assert references() == self.references
        assert not Statement.objects.exclude(withdrawn_reason="").exists()
        assert ingest(self.folder, **again)[0] == "0 created, 2 unchanged.\n"
        undo(Batch.objects.filter(entries__outcome=Outcome.CREATED).first())
        assert references() == set()

    def test_what_was_withdrawn_for_another_reason_stays_withdrawn(self):
        one = Statement.objects.get(sources__path="one.txt")
        one.withdraw("at the mission's request")
        one.save()
        undo(self.batch)
        ingest(self.folder)
        one.refresh_from_db()
        assert (one.state, one.withdrawn_reason) == (Workflow.WITHDRAWN, "at the mission's request")

    def test_without_a_number_the_latest_batches_are_listed(self, capsys):
        call_command("undo_batch")
        assert capsys.readouterr().out.startswith(f"{self.batch.pk}: {self.batch.started:%Y-%m-%d}")

    def test_there_is_no_such_batch(self):
        with pytest.raises(CommandError, match="There is no batch 0"):
            call_command("undo_batch", "0")


class TestGroups:
    def test_a_file_that_the_database_refuses_stops_no_other(self, tmp_path):
        long_symbol = "file,symbols\n" + "two.txt," + "long " * 190 + "\n"
        (tmp_path / "metadata.csv").write_text(long_symbol)
        out, err = ingest(write(tmp_path, one=LONG, two=OTHER, three=OTHER + " Indeed."), status=1)
        assert out == "2 created, 0 unchanged, 1 rejected.\n"
        assert "The database refused it" in err
        assert Source.objects.count() == 2
        assert list(BatchEntry.objects.values_list("outcome", flat=True)) == ["created", "created", "rejected"]

    def test_worker_processes_read_what_this_one_reads(self, tmp_path):
        for number in range(80):
            write(tmp_path, **{f"n{number:03}": f"{LONG}\n\nThis is the statement of the number {number}."})
        assert ingest(tmp_path)[0] == "80 created, 0 unchanged.\n"
        files = list(BatchEntry.objects.values_list("file", flat=True))
        assert files == sorted(files)
        assert ingest(tmp_path)[0] == "0 created, 80 unchanged.\n"
