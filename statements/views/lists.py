"""The list of statements: browsing is searching with no words."""

from dataclasses import dataclass

from django.shortcuts import render

from statements import search
from statements.filters import StatementFilter
from statements.search import UNDATED
from statements.views.links import ListLinks
from statements.vocabulary import Certainty, Language, StatementKind

FACETS = {
    "year": "Year",
    "forum": "Forum",
    "delegation": "Delegation",
    "on_behalf_of": "On behalf of",
    "speaker": "Speaker",
    "instrument": "Instrument",
    "language": "Language",
    "kind": "Kind",
    "certainty": "Certainty of date",
}
SHOWN_AT_FIRST = 8  # values of a long facet before the fold
SHOWN_AT_MOST = 200  # values of a facet in all, so that twenty thousand speakers do not make a page of megabytes

# How each parameter reads in the sentence at the head of the list.
_WORDING = {
    "q": "with the words",
    "year": "of",
    "forum": "in",
    "delegation": "by",
    "on_behalf_of": "on behalf of",
    "speaker": "spoken by",
    "instrument": "naming",
    "language": "in",
    "kind": "of the kind",
    "certainty": "with a date that is",
    "from": "from",
    "to": "to",
}


@dataclass(frozen=True)
class Chip:
    """A part of the query as the sentence at the head of the list says it, with the link that takes it out."""

    wording: str
    label: str
    without: str


@dataclass(frozen=True)
class Choice:
    """A facet's value as a link that adds it, or takes it out when it is chosen."""

    label: str
    count: int
    url: str
    chosen: bool
    depth: int


@dataclass(frozen=True)
class Facet:
    """A facet with its values; the first few, the chosen among them, stand before the fold."""

    name: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def before_fold(self):
        return self.choices[:SHOWN_AT_FIRST]

    @property
    def after_fold(self):
        return self.choices[SHOWN_AT_FIRST:SHOWN_AT_MOST]

    @property
    def left_out(self):
        """How many of the rarest values are not shown."""
        return len(self.choices[SHOWN_AT_MOST:])


def statement_list(request):
    """`/statements/`: a page of statements with facets, chips and sorts."""
    checked = StatementFilter(request.GET, queryset=None)
    asked, faults = checked.request_and_faults()
    usable = checked.usable()
    results = search.run(asked)
    if asked.page > results.pages:
        faults.append(("page", f"There are only {results.pages} pages; this is the last."))
    links = ListLinks(usable)
    chips = list(_chips(asked, links, usable))
    context = {
        "asked": asked,
        "faults": faults,
        "results": results,
        "chips": chips,
        "facets": _facets(results, usable, links),
        "sorts": _sorts(asked, links),
        "previous_page": links.page(results.page - 1) if results.page > 1 else None,
        "next_page": links.page(results.page + 1) if results.page < results.pages else None,
        "kept": [(name, value) for name, values in usable.lists() for value in values if name not in ("q", "page")],
    }
    return render(request, "statements/list.html", context)


def _chips(asked, links, parameters):
    """The parts of the query that apply, in the order of a sentence."""
    if asked.words:
        yield Chip(_WORDING["q"], asked.words, links.removing("q"))
    named = {
        "instrument": asked.instruments,
        "delegation": asked.delegations,
        "on_behalf_of": asked.on_behalf_of,
        "speaker": asked.speakers,
        "forum": asked.forums,
    }
    for name, things in named.items():
        for number, thing in enumerate(things):
            yield Chip(_or(number, name), thing.name, links.removing(name, _as_given(parameters, name, thing)))
    yield from _plain_chips(asked, links)
    for name, day in (("from", asked.start), ("to", asked.end)):
        if day:
            yield Chip(_WORDING[name], parameters[name], links.removing(name))


def _plain_chips(asked, links):
    plain = {
        "year": [(str(year), str(year)) for year in asked.years],
        "language": [(value, Language(value).label) for value in asked.languages],
        "kind": [(value, StatementKind(value).label) for value in asked.kinds],
        "certainty": [(value, Certainty(value).label) for value in asked.certainties],
    }
    for name, values in plain.items():
        for number, (value, label) in enumerate(values):
            wording = _or(number, name) if label != UNDATED else ("or" if number else "that are")
            yield Chip(wording, label, links.removing(name, value))


def _or(number, name):
    return "or" if number else _WORDING[name]


def _as_given(parameters, name, thing):
    """The value in the URL that named a thing, which may be a slug that it had before."""
    given = parameters.getlist(name)
    return thing.slug if thing.slug in given else next(iter(given), thing.slug)


def _facets(results, parameters, links):
    """The facets that have anything to choose or to take out."""
    facets = (_facet(name, title, results.facets[name], parameters, links) for name, title in FACETS.items())
    return [facet for facet in facets if facet.choices]


def _facet(name, title, values, parameters, links):
    chosen = parameters.getlist(name)
    choices = tuple(
        Choice(
            label=value.label,
            count=value.count,
            url=links.removing(name, value.key) if value.key in chosen else links.adding(name, value.key),
            chosen=value.key in chosen,
            depth=value.depth,
        )
        for value in values
    )
    return Facet(name, title, choices if name == "forum" else tuple(sorted(choices, key=lambda c: not c.chosen)))


def _sorts(asked, links):
    """(label, link, whether it applies) for each sort that makes sense."""
    offered = [key for key in search.SORTS if asked.words or key != search.RELEVANCE]
    return [(search.SORTS[key], links.setting("sort", key), key == asked.order) for key in offered]
