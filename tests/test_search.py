"""What search promises: exact sets, whole orders, true counts, and an answer to anything a reader types."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from statements import search
from statements.filters import StatementFilter
from statements.search import query
from statements.search.extracts import Part, marked_parts, shortened
from tests import held, make

pytestmark = pytest.mark.django_db

ODD = [
    "'",
    '"',
    "((",
    "a & | !",
    "\0",
    "a\0b",
    "x" * 10_000,
    "-",
    "--",
    "OR",
    "or or",
    '""',
    ":*",
    "\\",
    "%",
    "  ",
    "<->",
]


def asked(text):
    """The request that a query string asks for."""
    request, _ = StatementFilter(QueryDict(text), queryset=None).request_and_faults()
    return request


def faults(text):
    return StatementFilter(QueryDict(text), queryset=None).request_and_faults()[1]


def titles(text):
    """The titles that a query string finds, in order."""
    return [hit.statement.title for hit in search.run(asked(text)).hits]


class TestSeeds:
    @pytest.fixture(autouse=True)
    def _seeds(self):
        held.seeds()

    NAMES = {
        "Statement at the thematic debate on outer space": "000",
        "Statement on the prevention of an arms race in outer space": "001",
        "Open-ended meeting on PAROS": "002",
    }

    def found(self, **values):
        parameters = QueryDict(mutable=True)
        parameters.update(values)
        return sorted(self.NAMES[title] for title in titles(parameters.urlencode()))

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ('"in the interests of all nations"', ["001"]),
            ('"Hague Code of Conduct against Proliferation"', ["002"]),
            ("“Hague Code of Conduct against Proliferation”", ["002"]),
            ("«Hague Code of Conduct against Proliferation»", ["002"]),
            ('"Hague Code of Conduct against Proliferation', ["002"]),
            ("PPWT -MTCR", ["001"]),
            ("PPWT −MTCR", ["001"]),
            ("PPWT", ["000", "001"]),
            ("verification OR definitions", ["002"]),
            ("verification OR Manifesto", ["001", "002"]),
            ("Baiterek", ["000"]),
            ("weapons", ["000", "001", "002"]),
            ("Welcome website", []),
            ("atlantis", []),
        ],
    )
    def test_words_find_exactly(self, words, expected):
        assert self.found(q=words) == expected

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ({"year": "2005"}, ["002"]),
            ({"year": "2011"}, ["000"]),
            ({"year": "2019"}, ["001"]),
            ({"year": "2010"}, []),
            ({"certainty": "stated"}, ["002"]),
            ({"certainty": "inferred"}, ["000", "001"]),
            ({"delegation": "kazakhstan"}, ["000", "001", "002"]),
            ({"instrument": "mtcr"}, ["000", "002"]),
            ({"instrument": "mtcr", "year": "2011"}, ["000"]),
            ({"forum": "first-committee"}, ["000"]),
            ({"forum": "paros-open-ended-2005"}, ["002"]),
            ({"from": "2011-10", "to": "October 2011"}, ["000"]),
            ({"from": "1 February 2019"}, ["001"]),
            ({"to": "2005"}, ["002"]),
            ({"language": "en"}, ["000", "001", "002"]),
        ],
        ids=str,
    )
    def test_filters_find_exactly(self, values, expected):
        assert self.found(**values) == expected

    def test_without_words_the_newest_stand_first(self):
        assert [self.NAMES[t] for t in titles("")] == ["001", "000", "002"]
        assert [self.NAMES[t] for t in titles("sort=oldest")] == ["002", "000", "001"]

    def test_an_extract_names_its_paragraph_and_shows_the_phrase(self):
        (hit,) = search.run(asked('q="in the interests of all nations"')).hits
        (extract,) = hit.extracts.shown
        assert (extract.anchor, extract.label, hit.extracts.more) == ("p4", "4", 0)
        marked = " ".join(part.text for part in extract.parts if part.marked)
        assert marked == "interests nations" or "interests of all nations" in marked

    def test_extracts_of_an_instrument_show_its_name(self):
        hits = {self.NAMES[h.statement.title]: h for h in search.run(asked("instrument=mtcr")).hits}
        (extract,) = hits["002"].extracts.shown
        assert extract.anchor == "p5"
        assert Part("Missile Technology Control Regime", marked=True) in extract.parts

    def test_facets_count_what_they_would_list(self):
        results = search.run(asked("instrument=mtcr"))
        for name, values in results.facets.items():
            if name == "instrument":  # counted without its own condition
                continue
            for value in values:
                listed = search.run(asked(f"instrument=mtcr&{name}={value.key}"))
                assert (name, value.key, value.count) == (name, value.key, listed.total)

    def test_a_facet_is_counted_without_its_own_condition(self):
        years = [(v.key, v.count) for v in search.run(asked("year=2005")).facets["year"]]
        assert years == [("2005", 1), ("2011", 1), ("2019", 1)]

    def test_several_values_of_a_facet_are_joined_by_or(self):
        assert search.run(asked("year=2005&year=2011")).total == 2


class TestOrderAndCounts:
    def test_a_range_counts_in_each_year_that_it_touches(self):
        fact = make.DateFact("2018-12-30/2019-01-02", date(2018, 12, 30), date(2019, 1, 2), "stated", "line 1")
        make.a_statement(date=fact)
        make.a_statement("Undated words.")
        years = [(v.key, v.count) for v in search.run(search.Request()).facets["year"]]
        assert years == [("2018", 1), ("2019", 1), ("undated", 1)]

    def test_undated_statements_come_last_either_way_and_can_be_asked_for(self):
        make.a_statement(title="undated")
        make.a_statement(title="later", date=make.a_day("2010-01-01"))
        make.a_statement(title="earlier", date=make.a_day("2009-01-01"))
        assert titles("") == ["later", "earlier", "undated"]
        assert titles("sort=oldest") == ["earlier", "later", "undated"]
        assert titles("year=undated") == ["undated"]

    def test_by_delegation(self):
        chile, kazakhstan = make.a_delegation("Chile", "CHL"), make.a_delegation()
        make.a_statement(title="of Kazakhstan", delegations=make.by(kazakhstan))
        make.a_statement(title="of nobody")
        make.a_statement(title="of Chile", delegations=make.by(chile))
        assert titles("sort=delegation") == ["of Chile", "of Kazakhstan", "of nobody"]

    def test_a_forum_counts_all_that_is_below_it(self):
        assembly = make.a_forum("General Assembly")
        committee = make.a_forum("First Committee", assembly)
        make.a_statement("One.", forum=make.in_forum(assembly))
        make.a_statement("Two.", forum=make.in_forum(committee))
        tree = [(v.label, v.depth, v.count) for v in search.run(search.Request()).facets["forum"]]
        assert tree == [("General Assembly", 0, 2), ("First Committee", 1, 1)]
        assert search.run(asked("forum=general-assembly")).total == 2

    def test_pages_give_each_statement_once(self):
        for number in range(45):
            make.a_statement(f"Words number {number}.", title=f"{number}", date=make.a_day("2010-01-01"))
        pages = [titles(f"page={page}") for page in (1, 2, 3)]
        assert [len(page) for page in pages] == [20, 20, 5]
        assert sorted((title for page in pages for title in page), key=int) == [str(n) for n in range(45)]

    def test_drafts_and_withdrawn_statements_are_found_nowhere(self):
        for state in ("draft", "review", "withdrawn"):
            make.a_statement(f"Secret words in {state}.", state=state)
        results = search.run(asked("q=secret"))
        assert (results.total, [v for values in results.facets.values() for v in values]) == (0, [])

    def test_on_behalf_of_is_not_by(self):
        group, chile = make.a_delegation("Group of 77", "G77", "group"), make.a_delegation("Chile", "CHL")
        parts = (*make.by(chile), *make.by(group, role="spoken-for"))
        make.a_statement(delegations=parts)
        assert [search.run(asked(q)).total for q in ("delegation=chile", "delegation=group-of-77")] == [1, 0]
        assert search.run(asked("on_behalf_of=group-of-77")).total == 1

    def test_a_word_is_found_in_the_forms_of_its_own_language(self):
        make.a_statement("Nous voulons des négociations.", title="French", language="fr")
        make.a_statement("We want negotiations.", title="English", language="en")
        assert titles("q=négociation") == ["French"]
        assert titles("q=negotiation") == ["English"]


@pytest.mark.parametrize("words", ODD, ids=lambda words: repr(words[:20]))
def test_odd_words_get_an_answer(words):
    make.a_statement()
    parameters = QueryDict(mutable=True)
    parameters["q"] = words
    request, told = StatementFilter(parameters, queryset=None).request_and_faults()
    results = search.run(request)
    assert results.total in (0, 1)
    assert bool(told) == (len(words) > 400)


class TestAnything(HypothesisCase):
    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.dictionaries(st.sampled_from([*StatementFilter.base_filters, "from", "to", "x"]), st.text(max_size=40)))
    def test_any_parameters_give_an_answer(self, values):
        parameters = QueryDict(mutable=True)
        parameters.update(values)
        request, _ = StatementFilter(parameters, queryset=None).request_and_faults()
        results = search.run(request)
        assert results.page <= results.pages


class TestParameters:
    @pytest.mark.parametrize(
        ("text", "name", "word"),
        [
            ("year=20o5", "year", "such as 2005"),
            ("delegation=atlantis", "delegation", "a delegation"),
            ("delegation=a%00b", "delegation", "a delegation"),
            ("forum=nowhere", "forum", "a forum"),
            ("language=klingon", "language", "one of"),
            ("certainty=maybe", "certainty", "stated, inferred, unknown"),
            ("sort=random", "sort", "relevance"),
            ("page=0", "page", "page number"),
            ("from=soon", "from", "16 August 2005"),
            ("from=2011&to=2005", "to", "before the beginning"),
            ("colour=blue", "colour", "no such parameter"),
        ],
    )
    def test_a_wrong_value_is_named_with_what_is_accepted(self, text, name, word):
        ((parameter, sentence),) = faults(text)
        assert parameter == name
        assert word in sentence

    def test_the_rest_of_the_query_still_works(self):
        make.a_statement(title="in 2010", date=make.a_day("2010-01-01"))
        make.a_statement(title="in 2011", date=make.a_day("2011-01-01"))
        assert titles("year=2010&delegation=atlantis&year=x") == ["in 2010"]

    def test_a_slug_of_before_is_still_understood(self):
        delegation = make.a_delegation("Turkey", "TUR")
        make.a_statement(title="held", delegations=make.by(delegation))
        delegation.slug = "turkiye"
        delegation.save()
        assert titles("delegation=turkey") == ["held"]


@pytest.mark.parametrize("words", ["9 " * 199, "a " * 199, "space weapons " * 19])
def test_many_words_get_an_answer(words):
    make.a_statement("A text with 9 weapons in space, a long one.")
    results = search.run(asked(QueryDict(mutable=True, query_string=f"q={words.strip()}").urlencode()))
    assert results.total == 1


def test_more_words_than_are_read_are_told():
    ((name, sentence),) = faults("q=" + "+".join(f"word{n}" for n in range(41)))
    assert (name, sentence) == ("q", "These are 41 words; at most 40 can be searched for.")


def test_a_search_for_nothing_but_stop_words_says_so():
    make.a_statement("The text of the statement.")
    (note,) = search.run(asked("q=the")).notes
    assert "not searched for" in note


def test_wanted_terms_are_words_and_phrases_but_not_what_is_excluded():
    assert query.wanted_terms('“arms race” PPWT -MTCR or "open') == [
        ("arms race", True),
        ("PPWT", False),
        ("open", True),
    ]


def test_marks_become_parts():
    assert marked_parts("a \x02b\x03 c") == (Part("a "), Part("b", marked=True), Part(" c"))


def test_a_shortened_text_ends_with_a_whole_word():
    assert shortened("one two three", 9) == "one two …"
