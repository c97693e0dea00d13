"""Curation: pasting a statement, mending one, drafts, and what cannot be done."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from statements.models import Batch, Mention, Statement
from tests import held, make

pytestmark = pytest.mark.django_db

PASTED = """Conference on Disarmament
Geneva, 3 May 2012
Statement by the delegation of Kazakhstan

Mr. President,

Kazakhstan supports the Missile Technology Control Regime (MTCR).

Thank you, Mr. President."""


@pytest.fixture
def curator(client):
    user = get_user_model().objects.create_superuser("curator", password="a long pass phrase")
    client.force_login(user)
    return client


@pytest.fixture
def authorities():
    held.authorities()


def form(**values):
    """What a browser sends of the form for a statement."""
    empty = {
        "kind": "national",
        "version_kind": "as-submitted",
        "state": "published",
        "date_certainty": "unknown",
        "forum_certainty": "unknown",
        "place_certainty": "unknown",
        "speaker_certainty": "unknown",
    }
    for formset in ("taking_part", "sources"):
        empty |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}
    return empty | values


def add(client, **values):
    return client.post(reverse("admin:statements_statement_add"), form(**values))


def errors(response):
    return response.context["adminform"].form.errors


def change(client, statement, **values):
    url = reverse("admin:statements_statement_change", args=[statement.pk])
    current = client.get(url).context["adminform"].form
    sent = {name: current[name].value() for name in current.fields}
    sent = {name: "" if value is None else value for name, value in sent.items()}
    sent["symbols"] = sent["locked"] = ""
    rows = list(statement.taking_part.all())
    sent |= form() | {k: v for k, v in sent.items() if v not in ("", None)}
    for number, row in enumerate(rows):
        prefix = f"taking_part-{number}-"
        sent |= {f"{prefix}{n}": getattr(row, n) for n in ("id", "role", "position", "certainty", "basis")}
        sent |= {f"{prefix}delegation": row.delegation_id, f"{prefix}statement": statement.pk}
    sent |= {"taking_part-TOTAL_FORMS": len(rows), "taking_part-INITIAL_FORMS": len(rows)}
    sources = list(statement.sources.all())
    sent |= {"sources-TOTAL_FORMS": len(sources), "sources-INITIAL_FORMS": len(sources)}
    for number, source in enumerate(sources):
        sent |= {f"sources-{number}-id": source.pk, f"sources-{number}-statement": statement.pk}
    sent = {k: v for k, v in sent.items() if v is not False}
    return client.post(url, sent | values)


class TestPasting:
    def test_the_text_is_enough(self, curator, authorities):
        assert add(curator, text=PASTED).status_code == 302
        statement = Statement.objects.get()
        assert list(statement.paragraphs.values_list("anchor", "kind")) == [
            ("p1", "salutation"),
            ("p2", "body"),
            ("p3", "closing"),
        ]
        assert (statement.date, statement.date_certainty, statement.place) == ("2012-05-03", "stated", "Geneva")
        assert statement.forum.slug == "conference-on-disarmament"
        assert [row.delegation.code for row in statement.taking_part.all()] == ["KAZ"]
        assert {m.instrument.slug for m in Mention.objects.shown()} == {"mtcr"}

    def test_it_is_found_by_search_in_the_next_request(self, curator, client, authorities):
        add(curator, text=PASTED)
        found = client.get("/statements/?q=missile").context["results"]
        assert [hit.statement for hit in found.hits] == [Statement.objects.get()]

    def test_what_is_pasted_is_kept_as_a_source_in_a_batch(self, curator, authorities):
        add(curator, text=PASTED)
        source = Statement.objects.get().sources.get()
        assert bytes(source.content).decode() == PASTED
        assert Batch.objects.get().user.username == "curator"

    def test_what_the_curator_says_wins_and_is_locked(self, curator, authorities):
        add(curator, text=PASTED, date="4 May 2012", title="Another title")
        statement = Statement.objects.get()
        assert (statement.date, statement.date_certainty, statement.title) == ("2012-05-04", "stated", "Another title")
        assert {"date", "title"} <= set(statement.locked)
        assert "place" not in statement.locked

    def test_a_date_without_bounds_has_its_own_span_for_bounds(self, curator, authorities):
        add(curator, text=PASTED, date="May 2012")
        statement = Statement.objects.get()
        assert (statement.date_earliest.isoformat(), statement.date_latest.isoformat()) == ("2012-05-01", "2012-05-31")

    @pytest.mark.parametrize(
        ("values", "field", "word"),
        [
            ({"text": PASTED, "date": "3 May 2999"}, "date", "2999"),
            ({"text": "  "}, "text", "required"),
            ({"text": PASTED, "date": "soon"}, "date", "16 August 2005"),
            ({"text": PASTED, "date": "2012", "date_certainty": "inferred"}, "date_basis", "inferred from"),
            ({"text": PASTED, "state": "withdrawn"}, "withdrawn_reason", "why"),
        ],
    )
    def test_a_fault_is_told_and_nothing_typed_is_lost(self, curator, authorities, values, field, word):
        response = add(curator, **values)
        assert response.status_code == 200
        assert word in str(errors(response)[field])
        assert Statement.objects.count() == 0
        if values["text"].strip():
            assert "Kazakhstan supports the Missile" in response.content.decode()

    def test_the_same_text_twice_is_refused_with_its_reference(self, curator, authorities):
        add(curator, text=PASTED)
        assert Statement.objects.get().reference in str(errors(add(curator, text=PASTED))["text"])

    def test_a_draft_is_public_nowhere(self, curator, client, authorities):
        add(curator, text=PASTED, state="draft")
        statement = Statement.objects.get()
        for url in ("/", "/statements/", "/delegations/kazakhstan/", "/instruments/mtcr/", "/forums/"):
            page = client.get(url).content.decode()
            assert statement.reference not in page
            assert "1 statement" not in page
        assert client.get(statement.get_absolute_url()).status_code == 404


class TestMending:
    def statement(self, client):
        add(client, text=PASTED)
        return Statement.objects.get()

    def test_an_edit_keeps_the_anchors(self, curator, authorities):
        statement = self.statement(curator)
        text = statement.text.replace("supports", "warmly supports")
        assert change(curator, statement, text=text).status_code == 302
        statement.refresh_from_db()
        assert list(statement.paragraphs.values_list("anchor", flat=True)) == ["p1", "p2", "p3"]
        assert "warmly" in statement.text
        assert "text" in statement.locked

    def test_saving_unchanged_changes_nothing(self, curator, authorities):
        statement = self.statement(curator)
        before = Statement.objects.values("text", "title", "date", "place", "forum", "locked").get()
        assert change(curator, statement).status_code == 302
        assert Statement.objects.values("text", "title", "date", "place", "forum", "locked").get() == before

    def test_the_line_ends_of_a_browser_are_no_change(self, curator, authorities):
        statement = self.statement(curator)
        typed = {name: getattr(statement, name).replace("\n", "\r\n") for name in ("text", "heading")}
        assert change(curator, statement, **typed).status_code == 302
        statement.refresh_from_db()
        assert statement.locked == []

    def test_another_curators_work_is_not_overwritten(self, curator, authorities):
        statement = self.statement(curator)
        seen = statement.changed.isoformat()
        change(curator, statement, title="The first curator's title")
        response = change(curator, statement, place="New York", seen=seen)
        assert "Somebody else saved this statement" in str(errors(response))
        statement.refresh_from_db()
        assert (statement.title, statement.place) == ("The first curator's title", "Geneva")

    @pytest.mark.parametrize(
        ("values", "field", "word"),
        [
            ({"state": "draft"}, "state", "withdraw it"),
            ({"date": "2012", "date_earliest": "2013-01-01"}, "date_earliest", "after the date"),
            ({"locked": "foo"}, "locked", "known are"),
            ({"symbols": "rubbish"}, "symbols", "not a symbol"),
            ({"title": "a\u202eb"}, "title", "direction"),
        ],
    )
    def test_what_cannot_be_is_told(self, curator, authorities, values, field, word):
        response = change(curator, self.statement(curator), **values)
        assert word in str(errors(response)[field])

    def test_a_title_cannot_be_emptied(self, curator, authorities):
        response = change(curator, self.statement(curator), title="")
        assert "needs a title" in str(errors(response)["title"])

    def test_withdrawing_leaves_a_tombstone(self, curator, client, authorities):
        statement = self.statement(curator)
        change(curator, statement, state="withdrawn", withdrawn_reason="Not for the public.")
        response = client.get(statement.get_absolute_url())
        assert response.status_code == 410
        assert "Not for the public." in response.content.decode()


def test_a_forum_cannot_belong_to_itself(curator):
    assembly = make.a_forum("General Assembly")
    committee = make.a_forum("First Committee", assembly)
    url = reverse("admin:statements_forum_change", args=[assembly.pk])
    sent = {"name": "General Assembly", "slug": assembly.slug, "kind": "body", "parent": committee.pk}
    sent |= {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    assert "cannot belong to itself" in str(errors(curator.post(url, sent))["parent"])


def test_a_speaker_of_the_same_name_and_delegation_is_refused(curator):
    kazakhstan = make.a_delegation()
    sent = {"name": "Aitimova", "slug": "aitimova", "delegation": kazakhstan.pk}
    url = reverse("admin:statements_speaker_add")
    assert curator.post(url, sent).status_code == 302
    assert "already" in str(errors(curator.post(url, sent | {"name": "AITIMOVA", "slug": "other"}))["name"])


def test_the_slug_of_another_thing_is_not_taken_over(curator):
    turkey = make.a_delegation("Turkey", "TUR")
    turkey.slug = "turkiye"
    turkey.save()
    sent = {"name": "Other", "code": "OTH", "kind": "group", "slug": "turkey"}
    sent |= {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    assert "lead to something else" in str(
        errors(curator.post(reverse("admin:statements_delegation_add"), sent))["slug"]
    )


def test_nothing_can_be_deleted(curator, authorities):
    statement = make.a_statement()
    pages = {"statement": statement.pk, "delegation": make.Delegation.objects.first().pk}
    for noun, pk in pages.items():
        assert curator.post(reverse(f"admin:statements_{noun}_delete", args=[pk])).status_code == 403


@pytest.mark.parametrize(
    "noun", ["statement", "delegation", "speaker", "forum", "instrument", "mention", "batch", "batchentry"]
)
def test_every_list_opens(curator, authorities, noun):
    make.a_statement()
    assert curator.get(reverse(f"admin:statements_{noun}_changelist")).status_code == 200


@pytest.mark.parametrize("noun", ["statement", "delegation", "speaker", "forum", "instrument"])
def test_every_form_opens(curator, authorities, noun):
    assert curator.get(reverse(f"admin:statements_{noun}_add")).status_code == 200


def test_a_decision_on_mentions(curator, authorities):
    add(curator, text=PASTED)
    url = reverse("admin:statements_mention_changelist")
    chosen = list(Mention.objects.values_list("pk", flat=True))
    curator.post(url, {"action": "reject", "_selected_action": chosen})
    assert set(Mention.objects.values_list("state", flat=True)) == {"rejected"}


def test_visitors_are_sent_to_the_login(client):
    assert "/admin/login/" in client.get("/admin/").url
