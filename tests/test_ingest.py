"""From files to rows: outcomes, evidence, manifests, and running again."""

import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from statements.ingest.shingles import likeness
from statements.models import Batch, BatchEntry, Mention, Paragraph, Source, Statement
from statements.vocabulary import Outcome
from tests import held

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds" / "statements"

pytestmark = pytest.mark.django_db

LONG = "Kazakhstan has no intention of pursuing the development of space weapons, now or in the future."


@pytest.fixture
def authorities():
    held.authorities()


def ingest(*paths, status=0, **options):
    """Run the command. Returns what it printed on standard output and on standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("ingest", *map(str, paths), stdout=out, stderr=err, **options)
        exited = 0
    except SystemExit as exit_:
        exited = exit_.code
    assert exited == status, err.getvalue()
    return out.getvalue(), err.getvalue()


def ingest_json(*paths, **options):
    """Run the command with --json. Returns the objects by file name."""
    out, _ = ingest(*paths, json=True, **options)
    return {Path(answer["file"]).name: answer for answer in map(json.loads, out.splitlines())}


def write(folder, **files):
    """Write files `name.txt` below a folder."""
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.txt").write_bytes(data)
    return folder


def seed(number):
    """The statement that was made of the seed with this number."""
    return Statement.objects.get(sources__path__startswith=f"{number:03}_")


class TestSeeds:
    @pytest.fixture(autouse=True)
    def _seeds(self):
        held.seeds()

    def test_it_works(self):
        assert Statement.objects.published().count() == 3

    @pytest.mark.parametrize(("number", "paragraphs"), [(0, 11), (1, 12), (2, 12)])
    def test_paragraphs(self, number, paragraphs):
        anchors = list(seed(number).paragraphs.values_list("anchor", flat=True))
        assert anchors == [f"p{n}" for n in range(1, paragraphs + 1)]

    def test_what_002_states(self):
        statement = seed(2)
        assert (statement.date, statement.date_certainty) == ("2005-08-16", "stated")
        assert (statement.place, statement.place_certainty) == ("Geneva", "stated")
        assert (statement.forum.slug, statement.forum_certainty) == ("paros-open-ended-2005", "stated")
        assert [(row.delegation.code, row.role, row.certainty) for row in statement.taking_part.all()] == [
            ("KAZ", "speaks", "stated")
        ]
        assert (statement.title, statement.title_supplied) == ("Open-ended meeting on PAROS", False)
        assert statement.heading.splitlines() == [
            "Open-ended meeting on PAROS",
            "Geneva, August 16, 2005",
            "Statement by the delegation of Kazakhstan",
        ]

    @pytest.mark.parametrize(
        ("number", "value", "span", "bounds"),
        [
            (0, "2011-10", ("2011-10-01", "2011-10-31"), ("2010-12-08", "2012-07-22")),
            (1, "2019-01-31/2019-02-01", ("2019-01-31", "2019-02-01"), ("2016-04-01", "2019-03-20")),
        ],
    )
    def test_what_is_inferred_shows_its_bounds(self, number, value, span, bounds):
        statement = seed(number)
        assert (statement.date, statement.date_certainty) == (value, "inferred")
        assert (statement.date_start, statement.date_end) == tuple(map(date.fromisoformat, span))
        assert (statement.date_earliest, statement.date_latest) == tuple(map(date.fromisoformat, bounds))
        assert statement.date_basis
        assert (statement.forum_certainty, statement.place_certainty) == ("inferred", "inferred")
        assert (statement.speaker_certainty, statement.speaker_name) == ("unknown", "")
        assert statement.title_supplied

    def test_furniture_of_000_leaves_receipts(self):
        removals = seed(0).sources.get().removals
        lines = set(removals.values_list("line", flat=True))
        assert {1, 3, 28} <= lines
        assert not Statement.objects.filter(text__contains="Welcome to the website").exists()
        assert not Statement.objects.filter(text__contains="Tags:").exists()

    def test_the_original_bytes_are_kept(self):
        for file in SEEDS.glob("*.txt"):
            assert bytes(Source.objects.get(path=file.name).content) == file.read_bytes()

    def test_run_twice(self):
        rows = list(Paragraph.objects.values_list("pk", "text"))
        assert ingest(SEEDS) == ("0 created, 3 unchanged.\n", "")
        assert list(Paragraph.objects.values_list("pk", "text")) == rows

    def test_no_paragraph_of_the_gold_list_lacks_its_instrument(self):
        named = {
            (number, mention.paragraph.anchor, mention.instrument.slug)
            for number in range(3)
            for mention in Mention.objects.filter(paragraph__statement=seed(number)).select_related("instrument")
        }
        assert named >= {
            (0, "p4", "ppwt"),
            (0, "p4", "cd"),
            (0, "p5", "tcbm-space"),
            (0, "p5", "gge-space-tcbm"),
            (0, "p5", "gge-space-cbm-1991"),
            (0, "p6", "gge-space-tcbm"),
            (0, "p9", "hcoc"),
            (0, "p9", "mtcr"),
            (1, "p2", "gge-paros-2018"),
            (1, "p7", "manifesto-2016"),
            (1, "p9", "ppwt"),
            (1, "p10", "ppwt"),
            (1, "p11", "gge-paros-2018"),
            (2, "p2", "cd"),
            (2, "p3", "paros"),
            (2, "p5", "hcoc"),
            (2, "p5", "mtcr"),
            (2, "p10", "nonpaper-2005-definitions"),
            (2, "p11", "paros"),
            (2, "p11", "cd"),
        }

    def test_gge_means_another_group_at_another_time_and_is_only_suggested(self):
        groups = Mention.objects.filter(instrument__slug__startswith="gge-")
        found = {(m.paragraph.statement.date[:4], m.instrument.slug, str(m.state)) for m in groups}
        assert found == {
            ("2011", "gge-space-tcbm", "suggested"),
            ("2011", "gge-space-cbm-1991", "suggested"),
            ("2019", "gge-paros-2018", "suggested"),
        }


def test_dry_run_writes_nothing_and_says_what_would_be(authorities):
    before = [model.objects.count() for model in (Statement, Paragraph, Source, Batch, BatchEntry)]
    answers = ingest_json(SEEDS, dry_run=True)
    assert [answer["outcome"] for answer in answers.values()] == ["created"] * 3
    assert [model.objects.count() for model in (Statement, Paragraph, Source, Batch, BatchEntry)] == before
    assert ingest(SEEDS, dry_run=True)[0].startswith("3 created, 0 unchanged. Nothing was written")


def test_json_describes_the_file_whatever_the_outcome(authorities):
    first = ingest_json(SEEDS)
    again = ingest_json(SEEDS)
    assert [answer["outcome"] for answer in again.values()] == ["unchanged"] * 3
    same = (
        "language",
        "title",
        "date",
        "forum",
        "place",
        "delegations",
        "speaker",
        "paragraphs",
        "mentions",
        "removed",
    )
    assert [[a[k] for k in same] for a in again.values()] == [[a[k] for k in same] for a in first.values()]
    assert list(first["002_9c068e8be469040b.txt"]) == [
        "file",
        "outcome",
        "reason",
        "reference",
        "language",
        "title",
        "warnings",
        "date",
        "forum",
        "place",
        "delegations",
        "speaker",
        "paragraphs",
        "mentions",
        "removed",
    ]


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "empty"), (b"\x00\x01\x02" * 40, "not a text"), (b"a\xff\x81\x8d\n\nParis", "UTF-8")],
)
def test_a_bad_file_gets_a_clear_line_and_stops_nothing_else(tmp_path, authorities, content, word):
    write(tmp_path, bad=content, good=LONG)
    out, err = ingest(tmp_path, status=1)
    assert out == "1 created, 0 unchanged, 1 rejected.\n"
    assert len(err.splitlines()) == 1
    assert word.lower() in err.lower()
    assert BatchEntry.objects.get(outcome=Outcome.REJECTED).reason


def test_a_missing_path_is_rejected_in_a_sentence(tmp_path, authorities):
    write(tmp_path, good=LONG)
    out, err = ingest(tmp_path / "nothing.txt", tmp_path, status=1)
    assert out == "1 created, 0 unchanged, 1 rejected.\n"
    assert "no such file" in err


def test_hidden_files_are_skipped_with_a_word(tmp_path, authorities):
    write(tmp_path, good=LONG)
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    out, err = ingest(tmp_path)
    assert out == "1 created, 0 unchanged, 1 skipped.\n"
    assert "hidden file" in err


def test_what_lies_about_in_folders_is_no_document(tmp_path, authorities):
    write(tmp_path, good=LONG)
    (tmp_path / "program.py").write_text("import os  # a program and not a statement")
    out, err = ingest(tmp_path)
    assert out == "1 created, 0 unchanged, 1 skipped.\n"
    assert ".py files are not documents" in err


def test_a_link_to_itself_is_rejected(tmp_path, authorities):
    write(tmp_path, good=LONG)
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    out, err = ingest(tmp_path, status=1)
    assert out == "1 created, 0 unchanged, 1 rejected.\n"


def test_a_name_that_is_not_utf8_is_rejected(tmp_path, authorities):
    write(tmp_path, good=LONG)
    (Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))).write_text(LONG)
    out, err = ingest(tmp_path, status=1)
    assert out == "1 created, 0 unchanged, 1 rejected.\n"
    assert "not UTF-8" in err


def test_an_empty_path_is_refused(authorities):
    with pytest.raises(CommandError, match="empty path"):
        call_command("ingest", "")


def test_a_link_out_of_the_folder_is_rejected(tmp_path, authorities):
    inside = tmp_path / "inside"
    inside.mkdir()
    write(tmp_path, outside=LONG)
    (inside / "link.txt").symlink_to(tmp_path / "outside.txt")
    assert "symbolic link" in ingest(inside, status=1)[1]


def test_the_same_bytes_under_another_name_are_a_duplicate_with_a_link(tmp_path, authorities):
    write(tmp_path, one=LONG, two=LONG)
    answers = ingest_json(tmp_path)
    assert answers["two.txt"]["outcome"] == "duplicate"
    assert answers["two.txt"]["reference"] == answers["one.txt"]["reference"]
    assert answers["one.txt"]["reference"] in answers["two.txt"]["reason"]


def test_a_changed_file_updates_its_statement(tmp_path, authorities):
    ingest(write(tmp_path, one=LONG))
    reference = Statement.objects.get().reference
    ingest(write(tmp_path, one=LONG + "\n\nThank you."))
    statement = Statement.objects.get()
    assert (statement.reference, statement.paragraphs.count()) == (reference, 2)
    assert list(statement.sources.values_list("current", flat=True)) == [True, False]


def test_another_document_under_the_same_name_is_rejected_unless_told(tmp_path, authorities):
    ingest(write(tmp_path, one=LONG))
    write(tmp_path, one="We meet today to speak of something quite different, namely of fisheries in the north.")
    assert "--replace" in ingest(tmp_path, status=1)[1]
    assert Statement.objects.get().text == LONG
    ingest(tmp_path, replace=True)
    assert "fisheries" in Statement.objects.get().text


def test_what_a_curator_has_set_is_kept(tmp_path, authorities):
    ingest(write(tmp_path, one=LONG))
    Statement.objects.update(title="As the curator says", locked=["title", "text"])
    answers = ingest_json(write(tmp_path, one=LONG + "\n\nThank you."))
    statement = Statement.objects.get()
    assert (answers["one.txt"]["outcome"], statement.title, statement.text) == ("kept", "As the curator says", LONG)


def test_drafts_are_not_public(tmp_path, authorities):
    ingest(write(tmp_path, one=LONG), draft=True)
    assert (Statement.objects.count(), Statement.objects.published().count()) == (1, 0)


class TestManifest:
    def manifest(self, folder, text, name="metadata.csv"):
        (folder / name).write_text(text)
        return folder

    def fails(self, folder, **options):
        with pytest.raises(CommandError) as error:
            ingest(folder, **options)
        assert Statement.objects.count() == 0
        return str(error.value)

    def test_its_values_are_stated_by_it(self, tmp_path, authorities):
        write(tmp_path, one=LONG)
        self.manifest(tmp_path, "file,delegation,date,place\none.txt,Chile,1985-10-03,New York\n")
        answer = ingest_json(tmp_path)["one.txt"]
        basis = "stated by metadata.csv, line 2"
        assert answer["date"] == {
            "value": "1985-10-03",
            "earliest": "1985-10-03",
            "latest": "1985-10-03",
            "certainty": "stated",
            "basis": basis,
        }
        assert answer["delegations"] == [
            {"name": "Chile", "code": "CHL", "role": "speaks", "certainty": "stated", "basis": basis}
        ]

    def test_a_session_becomes_a_forum_of_its_own_below_the_body(self, tmp_path, authorities):
        write(tmp_path, one=LONG)
        self.manifest(tmp_path, "file,forum,session\none.txt,First Committee,71\n")
        ingest(tmp_path)
        forum = Statement.objects.get().forum
        assert (forum.number, forum.kind, forum.parent.name) == (71, "session", "First Committee")

    def test_an_office_without_a_name_is_kept(self, tmp_path, authorities):
        write(tmp_path, one=LONG)
        ingest(self.manifest(tmp_path, "file,role\none.txt,Minister for Foreign Affairs\n"))
        statement = Statement.objects.get()
        assert (statement.speaker_name, statement.speaker_role) == ("", "Minister for Foreign Affairs")
        assert statement.speaker_certainty == "unknown"

    def test_a_named_manifest_speaks_of_files_below_it(self, tmp_path, authorities):
        (tmp_path / "texts").mkdir()
        write(tmp_path / "texts", one=LONG)
        self.manifest(tmp_path, "file,date\ntexts/one.txt,1985\n", name="list.csv")
        answers = ingest_json(tmp_path, manifest=tmp_path / "list.csv")
        assert {name: answer["date"]["value"] for name, answer in answers.items()} == {"one.txt": "1985"}

    def test_a_changed_manifest_updates_the_statement(self, tmp_path, authorities):
        write(tmp_path, one=LONG)
        ingest(self.manifest(tmp_path, "file,date\none.txt,1985\n"))
        out, _ = ingest(self.manifest(tmp_path, "file,date\none.txt,1986\n"))
        assert (out, Statement.objects.get().date) == ("0 created, 1 updated, 0 unchanged.\n", "1986")

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("file,datum\none.txt,1985\n", "metadata.csv, line 1: unknown column 'datum'."),
            ("date\n1985\n", "the column 'file' is missing"),
            ("file,date\ntwo.txt,1985\n", "metadata.csv, line 2: there is no file 'two.txt'"),
            ("file,date\none.txt,next year\n", "metadata.csv, line 2: date 'next year'"),
            ("file,date\none.txt,1985\none.txt,1986\n", "metadata.csv, line 3: date of one.txt stands in"),
            ("file,title\none.txt,a\0b\n", "control character"),
            ("file,session,forum\none.txt,99999999999,First Committee\n", "no number that a session"),
            ("file,date,earliest\none.txt,2005,2006-01-01\n", "outside the earliest"),
            ("file,date\none.txt,1938\n", "lies before 1945"),
            ("file,date\none.txt,2999-01-01\n", "in the future"),
            ("file,certainty\none.txt,perhaps\n", "certainty 'perhaps' is not one of stated, inferred"),
            ("file,date,certainty\none.txt,1985,inferred\n", "needs its reason"),
            ("file,earliest\none.txt,1985\n", "earliest '1985' is not a day"),
            ("file,date\none.txt\n", "metadata.csv, line 2: 2 columns were expected."),
        ],
    )
    def test_a_fault_names_the_line_and_nothing_is_written(self, tmp_path, authorities, text, sentence):
        write(tmp_path, one=LONG)
        assert sentence in self.fails(self.manifest(tmp_path, text))

    @pytest.mark.parametrize(
        ("name", "code", "year", "taken", "told"),
        [
            ("Union of Soviet Socialist Republics", "RUS", 1975, "SUN", "the name counts"),
            ("USSR", "RUS", 1989, "SUN", "the name counts"),
            ("Serbia and Montenegro", "YUG", 2005, "SCG", "the name counts"),
            ("Swaziland", "SWE", 2001, "SWZ", "the name counts"),
            ("United Arab Republic", "EGY", 1969, "EGY", "the code counts"),  # the union had ended; Egypt kept its name
            ("Western Sahara coast", "WSM", 1991, "WSM", "the code counts"),
            ("Chile", "XXX", 1991, "CHL", "the name counts"),
            ("Chile", "CHL", 1991, "CHL", ""),
            ("", "YMD", 1971, "YMD", ""),
            ("Chile", "", 1971, "CHL", ""),
        ],
    )
    def test_of_a_name_and_a_code_that_disagree(self, tmp_path, authorities, name, code, year, taken, told):
        write(tmp_path, one=LONG)
        self.manifest(tmp_path, f"file,delegation,iso3,date\none.txt,{name},{code},{year}\n")
        answer = ingest_json(tmp_path)["one.txt"]
        assert [delegation["code"] for delegation in answer["delegations"]] == [taken]
        assert [told in warning for warning in answer["warnings"]] == [True] * bool(told)

    def test_an_unknown_delegation_rejects_its_file(self, tmp_path, authorities):
        write(tmp_path, one=LONG, two=LONG + " Indeed.")
        self.manifest(tmp_path, "file,delegation\none.txt,Atlantis\n")
        out, err = ingest(tmp_path, status=1)
        assert out == "1 created, 0 unchanged, 1 rejected.\n"
        assert "metadata.csv, line 2: no delegation in the authority list is called 'Atlantis'" in err


def test_likeness_is_the_share_of_shingles_in_common():
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    assert likeness(" ".join(words), " ".join(words)) == 1.0
    assert likeness(" ".join(words), " ".join(words[:7])) == 1.0
    assert likeness(" ".join(words), " ".join(reversed(words))) == 0.0
