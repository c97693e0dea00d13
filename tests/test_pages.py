"""The pages as a reader gets them: status, words, links, headers, and how many queries they cost."""

import re

import pytest
from django.urls import reverse

from statements.models import Instrument, Statement
from statements.vocabulary import Workflow
from tests import held, make

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeds():
    held.seeds()


def seed(number):
    return Statement.objects.get(sources__path__startswith=f"{number:03}_")


def text_of(response):
    """What a page says, its markup taken away."""
    body = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace("&#x27;", "'")


def public_pages():
    """A page of every kind, of what is held."""
    statement = seed(0)
    return {
        "home": "/",
        "list": "/statements/?q=weapons&year=2011",
        "empty list": "/statements/?q=atlantis",
        "statement": statement.get_absolute_url(),
        "original": reverse("original", args=[statement.reference]),
        "delegations": "/delegations/",
        "delegation": "/delegations/kazakhstan/",
        "forums": "/forums/",
        "forum": "/forums/first-committee/",
        "speakers": "/speakers/",
        "instruments": "/instruments/",
        "instrument": "/instruments/mtcr/",
    }


class TestEveryPage:
    def test_answers_and_is_titled(self, client, seeds):
        for name, url in public_pages().items():
            response = client.get(url)
            assert (name, response.status_code) == (name, 200)
            assert "<title>" in response.content.decode()

    def test_answers_in_an_empty_archive(self, client):
        for url in ("/", "/statements/", "/delegations/", "/forums/", "/speakers/", "/instruments/"):
            assert (url, client.get(url).status_code) == (url, 200)

    def test_carries_a_strict_policy_and_sets_no_cookie(self, client, seeds):
        for url in [*public_pages().values(), "/nowhere/", "/admin/login/"]:
            response = client.get(url)
            policy = response.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.headers["Referrer-Policy"]
            if not url.startswith("/admin"):
                assert not response.cookies

    def test_costs_few_queries(self, client, seeds, django_assert_max_num_queries):
        pages = public_pages()
        all_filters = (
            "/statements/?q=weapons&year=2011&forum=first-committee&delegation=kazakhstan&instrument=mtcr"
            "&on_behalf_of=european-union&language=en&certainty=inferred&from=2010&to=2012&speaker=nobody"
        )
        for url, most in [(pages["list"], 10), ("/statements/", 10), (all_filters, 10), (pages["statement"], 8)]:
            with django_assert_max_num_queries(most):
                assert client.get(url).status_code == 200

    def test_costs_few_queries_whatever_is_asked(self, client, seeds, django_assert_max_num_queries):
        unknown = "&".join(f"{name}=none-{n}" for n in range(50) for name in ("forum", "speaker", "instrument"))
        with django_assert_max_num_queries(10):
            assert client.get(f"/statements/?{unknown}").status_code == 200

    def test_what_cannot_be_used_is_not_carried_along(self, client, seeds):
        page = client.get(f"/statements/?q={'x' * 5000}&from=nonsense&year=2011&year=20o5&colour=blue")
        links = re.findall(r'href="(/statements/\?[^"]*)"', page.content.decode())
        assert links
        assert not [link for link in links if "xxx" in link or "nonsense" in link or "20o5" in link or "blue" in link]

    def test_does_not_cost_more_queries_when_more_is_held(self, client, seeds, django_assert_max_num_queries):
        delegation = make.Delegation.objects.get(code="KAZ")
        for number in range(30):
            make.a_statement(f"Weapons {number} and the MTCR.", delegations=make.by(delegation), title=f"{number}")
        with django_assert_max_num_queries(10):
            client.get("/statements/?q=weapons")


class TestStatementPage:
    def test_every_paragraph_has_its_permalink(self, client, seeds):
        page = client.get(seed(1).get_absolute_url()).content.decode()
        for number in range(1, 13):
            assert f'id="p{number}"' in page
            assert f'href="#p{number}"' in page

    def test_instruments_are_linked_in_the_text(self, client, seeds):
        page = client.get(seed(2).get_absolute_url()).content.decode()
        assert re.search(r'<a[^>]+href="/instruments/mtcr/"[^>]*>Missile Technology Control Regime</a>', page)

    def test_what_is_only_suggested_is_not_shown(self, client, seeds):
        assert "/instruments/gge-paros-2018/" not in client.get(seed(1).get_absolute_url()).content.decode()

    def test_inferred_facts_say_so_and_why(self, client, seeds):
        said = text_of(client.get(seed(0).get_absolute_url()))
        assert "October 2011" in said
        assert "(inferred)" in said
        assert "8 December 2010" in said
        assert "22 July 2012" in said
        assert seed(0).date_basis[:40] in said

    def test_the_reference_alone_leads_to_it(self, client, seeds):
        statement = seed(2)
        for url in (f"/statements/{statement.reference}/", f"/statements/{statement.reference}/another-title/"):
            response = client.get(url)
            assert (response.status_code, response.url) == (301, statement.get_absolute_url())

    def test_neighbours_by_date(self, client, seeds):
        pages = {n: client.get(seed(n).get_absolute_url()).context for n in range(3)}
        around = {n: [side and side["title"] for side in (c["earlier"], c["later"])] for n, c in pages.items()}
        assert around == {
            2: [None, seed(0).title],
            0: [seed(2).title, seed(1).title],
            1: [seed(0).title, None],
        }

    @pytest.mark.parametrize("state", [Workflow.DRAFT, Workflow.REVIEW])
    def test_a_draft_is_not_there(self, client, state):
        statement = make.a_statement("Secret words.", state=state)
        for url in (
            statement.get_absolute_url(),
            f"/statements/{statement.reference}/",
            f"/originals/{statement.reference}/",
            f"/originals/{statement.reference}/{statement.sources.get().sha256}",
        ):
            response = client.get(url)
            assert response.status_code == 404
            assert "Secret" not in response.content.decode()

    def test_a_withdrawn_statement_says_so(self, client):
        statement = make.a_statement("Secret words.", state=Workflow.WITHDRAWN)
        for url in (statement.get_absolute_url(), f"/originals/{statement.reference}/"):
            response = client.get(url)
            assert response.status_code == 410
            assert "Withdrawn at the mission's request." in text_of(response)
            assert "Secret words" not in text_of(response)

    def test_what_is_not_public_and_what_never_was_look_alike(self, client):
        draft = make.a_statement(state=Workflow.DRAFT).reference
        pages = [text_of(client.get(f"/statements/{reference}/")) for reference in (draft, "aaaaaaaaaa")]
        assert pages[0].replace(draft, "") == pages[1].replace("aaaaaaaaaa", "")

    def test_text_is_text_whatever_it_holds(self, client):
        statement = make.a_statement("<script>alert(1)</script> & <b>bold</b>", title="<i>Title</i>")
        for url in (statement.get_absolute_url(), "/statements/?q=alert", "/"):
            page = client.get(url).content.decode()
            assert "<script>alert" not in page
            assert "<i>Title" not in page


class TestOriginals:
    def test_the_bytes_are_given_back_as_a_download(self, client, seeds):
        source = seed(0).sources.get()
        response = client.get(reverse("original-bytes", args=[seed(0).reference, source.sha256]))
        assert response.content == bytes(source.content)
        assert response.headers["Content-Type"] == "application/octet-stream"
        assert response.headers["Content-Disposition"].startswith("attachment")

    def test_removals_are_listed_with_their_rules(self, client, seeds):
        said = text_of(client.get(reverse("original", args=[seed(0).reference])))
        assert "Tags: thank you" in said
        assert seed(0).sources.get().sha256 in said


class TestAuthorityPages:
    def test_an_instrument_lists_the_paragraphs_that_name_it(self, client, seeds):
        page = client.get("/instruments/mtcr/").content.decode()
        assert f"{seed(0).get_absolute_url()}#p9" in page
        assert f"{seed(2).get_absolute_url()}#p5" in page

    def test_an_unchecked_instrument_is_marked_and_shows_no_symbol(self, client, seeds):
        instrument = Instrument.objects.filter(checked=False).exclude(symbol="").first()
        said = text_of(client.get(instrument.get_absolute_url()))
        assert "unverified" in said.lower()
        assert instrument.symbol not in said

    def test_a_delegation_lists_its_statements(self, client, seeds):
        page = client.get("/delegations/kazakhstan/").content.decode()
        for number in range(3):
            assert seed(number).get_absolute_url() in page

    def test_a_forum_lists_what_is_below_it(self, client, seeds):
        assert seed(0).get_absolute_url() in client.get("/forums/general-assembly/").content.decode()

    def test_a_speaker_lists_statements_with_the_office_held(self, client):
        kazakhstan = make.a_delegation()
        speaker = make.SpeakerFact("Ms. Aitimova", "Permanent Representative", **make.STATED)
        statement = make.a_statement(delegations=make.by(kazakhstan), speaker=speaker)
        page = client.get("/speakers/aitimova-kaz/").content.decode()
        assert statement.get_absolute_url() in page
        assert "Permanent Representative" in page

    def test_an_old_slug_redirects(self, client):
        delegation = make.a_delegation("Turkey", "TUR")
        delegation.slug = "turkiye"
        delegation.save()
        response = client.get("/delegations/turkey/")
        assert (response.status_code, response.url) == (301, "/delegations/turkiye/")

    @pytest.mark.parametrize("text", ["CD/1839", "cd/1839"])
    def test_a_symbol_leads_to_its_instrument(self, client, seeds, text):
        assert client.get(f"/symbol/{text}").url == "/instruments/ppwt/"

    @pytest.mark.parametrize("text", ["A/RES/1/1", "nonsense", "24/7"])
    def test_an_unknown_symbol_says_that_none_is_held(self, client, seeds, text):
        response = client.get(f"/symbol/{text}")
        assert response.status_code == 404
        assert text in text_of(response)


class TestErrors:
    def test_404_offers_a_search_for_the_words_of_the_address(self, client):
        response = client.get("/treaties/outer-space/")
        assert response.status_code == 404
        assert "/statements/?q=treaties%20outer%20space" in response.content.decode()

    @pytest.mark.parametrize("path", ["/%00", "/statements/%00/", "/delegations/%00/", "/symbol/%00", "/%ff%fe/"])
    def test_strange_addresses_are_404_not_500(self, client, path):
        assert client.get(path).status_code == 404

    def test_an_error_looks_like_the_site_and_needs_no_database(self, client, monkeypatch):
        from statements import search

        def fails(request):
            raise RuntimeError("broken")

        monkeypatch.setattr(search, "run", fails)
        client.raise_request_exception = False
        response = client.get("/statements/")
        assert response.status_code == 500
        assert "Archive of Diplomatic Statements" in text_of(response)
        assert "broken" not in text_of(response)

    def test_a_database_that_does_not_answer_is_told(self, client, monkeypatch):
        from django.db import OperationalError

        from statements import search

        def fails(request):
            raise OperationalError("connection refused")

        monkeypatch.setattr(search, "run", fails)
        response = client.get("/statements/")
        assert response.status_code == 503
        assert "database" in text_of(response)


def test_health(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_health_without_a_database(client, monkeypatch):
    from django.db import OperationalError, connection

    def fails():
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", fails)
    assert client.get("/healthz").status_code == 503


def test_a_wrong_parameter_is_named_on_the_page(client):
    said = text_of(client.get("/statements/?year=20o5&colour=blue"))
    assert "20o5" in said
    assert "colour" in said
