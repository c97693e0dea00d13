"""What the database itself promises, whichever program writes to it."""

from datetime import date

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from statements.ingest.register import Register
from statements.ingest.revise import revise
from statements.models import FormerSlug, Forum, IssuedReference, Paragraph, Statement
from statements.vocabulary import Certainty, Workflow
from tests import make

pytestmark = pytest.mark.django_db


def refused():
    """What the database does not take, checked at once where it would be checked at the end."""
    return pytest.raises((IntegrityError, DataError))


def check_now():
    connection.check_constraints()


def test_a_reference_is_ten_characters_and_stays_issued():
    statement = make.a_statement()
    assert len(statement.reference) == 10
    assert IssuedReference.objects.get(pk=statement.reference).statement == statement


def test_a_changed_reference_leaves_the_old_one_issued():
    statement = make.a_statement()
    old = statement.reference
    Statement.objects.filter(pk=statement.pk).update(reference="abcdefghij")
    issued = IssuedReference.objects.filter(statement=statement).values_list("reference", flat=True)
    assert set(issued) == {old, "abcdefghij"}


def test_a_statement_cannot_be_deleted():
    statement = make.a_statement()
    with pytest.raises(ProtectedError):
        statement.delete()


def test_the_same_bytes_give_the_same_reference_on_every_installation():
    from statements.ingest.load import free_reference

    assert free_reference("0" * 64) == "nixkc7fitg"


def test_a_reference_that_was_issued_is_not_issued_again():
    from statements.ingest.load import free_reference

    statement = make.a_statement()
    first = free_reference("0" * 64)
    IssuedReference.objects.create(reference=first, statement=statement)
    assert free_reference("0" * 64) != first


def test_text_that_is_not_its_paragraphs_is_refused():
    statement = make.a_statement("One.", "Two.")
    statement.text = "Something else."
    with refused(), transaction.atomic():
        statement.save()
        check_now()


def test_a_paragraph_that_is_not_in_the_text_is_refused():
    statement = make.a_statement("One.", "Two.")
    with refused(), transaction.atomic():
        Paragraph.objects.create(statement=statement, position=3, anchor="p3", text="Three.")
        check_now()


def test_a_paragraph_taken_out_of_the_text_is_refused():
    statement = make.a_statement("One.", "Two.")
    with refused(), transaction.atomic():
        statement.paragraphs.get(anchor="p2").delete()
        check_now()


def test_a_paragraph_changed_or_moved_past_the_orm_is_refused():
    one, other = make.a_statement("One.", "Two."), make.a_statement("Three.", "Four.")
    for change in ("text = 'Other.'", "position = 9 - position", f"statement_id = {other.pk}, anchor = 'p9'"):
        with refused(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE statements_paragraph SET {change} WHERE statement_id = {one.pk}")  # noqa: S608
            check_now()


def test_what_is_written_after_a_check_is_checked_again():
    statement = make.a_statement("One.", "Two.")
    with refused(), transaction.atomic():
        check_now()
        statement.paragraphs.get(anchor="p2").delete()
        check_now()


def test_notes_of_what_is_to_be_checked_do_not_outlive_the_check():
    make.a_statement("One.", "Two.")
    check_now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM statements_unchecked")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("change", [{"text": "Other."}, {"language": "fr"}])
@pytest.mark.parametrize("rows", [Statement.objects, Paragraph.objects])
def test_text_and_language_are_not_updated_past_revise(rows, change):
    with pytest.raises(ValueError, match="ingest.revise"):
        rows.update(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"reference": "TOO-SHORT"},
        {"title": ""},
        {"kind": "speech"},
        {"state": "lost"},
        {"date": "2005", "date_certainty": Certainty.UNKNOWN},
        {"date": "", "date_certainty": Certainty.STATED},
        {"date": "2005", "date_certainty": Certainty.INFERRED, "date_basis": ""},
        {"place": "Geneva"},
        {"speaker_name": "Mr. Arce"},
        {"forum_certainty": Certainty.STATED},
        {"date_start": date(2005, 1, 2), "date_end": date(2005, 1, 1)},
        {"date_earliest": date(2005, 1, 2), "date_latest": date(2005, 1, 1)},
        {"state": Workflow.PUBLISHED, "published": None},
        {"state": Workflow.WITHDRAWN},
    ],
    ids=str,
)
def test_a_fact_without_its_evidence_is_refused(change):
    statement = make.a_statement()
    with refused(), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(**change)


def test_a_forum_knows_its_path_and_moves_with_its_parent():
    assembly = make.a_forum("General Assembly")
    committee = make.a_forum("First Committee", assembly)
    session = make.a_forum("First Committee, 66th session", committee)
    nations = make.a_forum("United Nations")
    assembly.parent = nations
    assembly.save()
    session.refresh_from_db()
    assert session.path == [nations.pk, assembly.pk, committee.pk, session.pk]


def test_a_forum_cannot_belong_to_itself():
    assembly = make.a_forum("General Assembly")
    committee = make.a_forum("First Committee", assembly)
    with refused(), transaction.atomic():
        Forum.objects.filter(pk=assembly.pk).update(parent=committee)


def test_an_old_slug_still_leads_to_its_thing():
    delegation = make.a_delegation("Turkey", "TUR")
    delegation.slug = "turkiye"
    delegation.save()
    assert FormerSlug.objects.get(slug="turkey").object_id == delegation.pk
    assert type(delegation).objects.by_slug("turkey") == delegation


def test_names_sort_alike_on_every_server():
    for name, code in (("Cuba", "CUB"), ("Côte d'Ivoire", "CIV"), ("Türkiye", "TUR"), ("Tuvalu", "TUV")):
        make.a_delegation(name, code)
    names = [d.name for d in make.Delegation.objects.alphabetical()]
    assert names == ["Côte d'Ivoire", "Cuba", "Türkiye", "Tuvalu"]


def test_a_speaker_of_one_name_is_one_per_delegation():
    statement = make.a_statement()
    kazakhstan, chile = make.a_delegation(), make.a_delegation("Chile", "CHL")
    fact = make.SpeakerFact("Mr. Aitimov", None, **make.STATED)
    register = Register()
    one, same = register.speaker(fact, kazakhstan), register.speaker(fact, kazakhstan)
    other = register.speaker(fact, chile)
    assert (one == same, one == other, statement.speaker) == (True, False, None)


class TestRevision:
    """An edit keeps rows, anchors and decisions; an anchor is never used for another paragraph."""

    def anchors(self, statement):
        return list(statement.paragraphs.values_list("anchor", "text"))

    def revised(self, statement, *texts):
        assert revise(statement, make.paragraphs(*texts), "en", Register())
        check_now()
        return self.anchors(statement)

    def test_a_corrected_paragraph_keeps_its_row_and_anchor(self):
        statement = make.a_statement("One thing is said.", "Another thing is sad here.", "Thank you.")
        row = statement.paragraphs.get(anchor="p2")
        assert self.revised(statement, "One thing is said.", "Another thing is said here.", "Thank you.") == [
            ("p1", "One thing is said."),
            ("p2", "Another thing is said here."),
            ("p3", "Thank you."),
        ]
        assert statement.paragraphs.get(anchor="p2").pk == row.pk

    def test_inserted_paragraphs_take_letters(self):
        statement = make.a_statement("Alpha.", "Beta.")
        assert self.revised(statement, "Before all.", "Alpha.", "New words.", "More words.", "Beta.") == [
            ("p0a", "Before all."),
            ("p1", "Alpha."),
            ("p1a", "New words."),
            ("p1b", "More words."),
            ("p2", "Beta."),
        ]

    def test_the_anchor_of_a_paragraph_taken_out_is_never_used_again(self):
        statement = make.a_statement("Alpha.", "Beta.", "Gamma.")
        self.revised(statement, "Alpha.", "Inserted words.", "Beta.", "Gamma.")
        self.revised(statement, "Alpha.", "Beta.", "Gamma.")
        assert self.revised(statement, "Alpha.", "Something quite other.", "Beta.", "Gamma.") == [
            ("p1", "Alpha."),
            ("p1b", "Something quite other."),
            ("p2", "Beta."),
            ("p3", "Gamma."),
        ]

    def test_paragraphs_that_change_places_take_their_anchors_along(self):
        statement = make.a_statement("Alpha.", "Beta.", "Gamma.", "Delta.")
        assert self.revised(statement, "Alpha.", "Gamma.", "Beta.", "Delta.") == [
            ("p1", "Alpha."),
            ("p3", "Gamma."),
            ("p2", "Beta."),
            ("p4", "Delta."),
        ]

    def test_before_publication_anchors_are_numbered_afresh(self):
        statement = make.a_statement("Alpha.", "Beta.", state=Workflow.DRAFT)
        assert self.revised(statement, "New.", "Alpha.", "Beta.") == [("p1", "New."), ("p2", "Alpha."), ("p3", "Beta.")]

    def test_the_new_text_is_found_and_the_old_is_not(self):
        statement = make.a_statement("We speak of satellites.")
        self.revised(statement, "We speak of submarines.")
        found = Statement.objects.filter(vector="submarine")
        assert (list(found), list(Statement.objects.filter(vector="satellite"))) == ([statement], [])


class TestDecisions:
    """A curator's word on a mention outlasts every new scan."""

    TEXTS = ("Kazakhstan applies to the MTCR.", "The MTCR is a regime, and the MTCR grows.")

    def statement(self):
        self.instrument = make.an_instrument()
        return make.a_statement(*self.TEXTS)

    def states(self, statement):
        rows = make.Instrument.objects.get().mentions.filter(paragraph__statement=statement)
        return [(m.paragraph.anchor, m.start, str(m.state)) for m in rows.order_by("paragraph__position", "start")]

    def test_every_occurrence_is_found(self):
        assert self.states(self.statement()) == [
            ("p1", 26, "automatic"),
            ("p2", 4, "automatic"),
            ("p2", 30, "automatic"),
        ]

    def test_a_rejected_mention_does_not_return(self):
        statement = self.statement()
        self.instrument.mentions.filter(paragraph__anchor="p1").update(state="rejected")
        revise(statement, make.paragraphs("Kazakhstan now applies to the MTCR.", self.TEXTS[1]), "en", Register())
        assert self.states(statement)[0] == ("p1", 30, "rejected")

    def test_a_confirmed_mention_outlasts_its_alias(self):
        statement = self.statement()
        self.instrument.mentions.filter(paragraph__anchor="p1").update(state="confirmed")
        self.instrument.aliases.all().delete()
        from statements.ingest.scan import scan

        scan(statement, Register())
        assert self.states(statement) == [("p1", 26, "confirmed")]

    def test_a_decision_whose_words_are_gone_waits_for_them(self):
        statement = self.statement()
        self.instrument.mentions.filter(paragraph__anchor="p1").update(state="rejected")
        revise(statement, make.paragraphs("Kazakhstan applies to the club.", self.TEXTS[1]), "en", Register())
        assert ("p1", None, "rejected") in self.states(statement)
        revise(statement, make.paragraphs("Kazakhstan applies to the MTCR.", self.TEXTS[1]), "en", Register())
        assert self.states(statement)[0] == ("p1", 26, "rejected")
