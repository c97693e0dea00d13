"""Answering a request: the page of statements, the total, the facets."""

from dataclasses import dataclass

from django.db.models import F, OuterRef, Subquery

from statements.models import Statement, StatementDelegation
from statements.search import facets, query
from statements.search.conditions import conditions, narrowed
from statements.search.extracts import Extracts, extracts
from statements.search.facets import FacetValue
from statements.search.request import DELEGATION, OLDEST, RELEVANCE, Request
from statements.vocabulary import DelegationRole

PAGE = 20


@dataclass(frozen=True)
class Hit:
    """A statement found, with the paragraphs that show why."""

    statement: Statement
    extracts: Extracts


@dataclass(frozen=True)
class Results:
    """The answer to a request, with sentences on how it was read.

    `page` is lower than the one asked for where there are not so many.
    """

    hits: tuple[Hit, ...]
    total: int
    page: int
    pages: int
    facets: dict[str, list[FacetValue]]
    notes: tuple[str, ...] = ()


def run(request: Request) -> Results:
    """Answer a request. Costs five queries: facets, forum names, statements, their delegations, extracts."""
    by_facet = conditions(request)
    total, counted = facets.count(by_facet)
    pages = max(1, -(-total // PAGE))
    page = min(request.page, pages)
    found = _ordered(narrowed(by_facet), request).for_cards()
    statements = list(found[(page - 1) * PAGE : page * PAGE]) if total else []
    shown = extracts(request, statements) if statements else {}
    hits = tuple(Hit(statement, shown.get(statement.pk, Extracts())) for statement in statements)
    return Results(hits, total, page, pages, counted, tuple(_notes(request, total)))


def _notes(request, total):
    """What a reader should know of how the words were read. Costs a query where nothing was found."""
    if request.words and not total and query.says_nothing(request.words):
        yield "Words such as “the” and “of” are in nearly every statement and are not searched for by themselves."


def _ordered(statements, request):
    """Every order ends with the newest first and the id, so that it is the same on every page."""
    if request.order == RELEVANCE:
        ranked = statements.alias(rank=query.relevance(request.words))
        return ranked.order_by(F("rank").desc(), F("date_start").desc(nulls_last=True), "-pk")
    if request.order == DELEGATION:
        by_name = statements.alias(delegation_name=Subquery(_first_delegation()))
        return by_name.order_by(F("delegation_name").asc(nulls_last=True), F("date_start").desc(nulls_last=True), "-pk")
    return statements.oldest() if request.order == OLDEST else statements.newest()


def _first_delegation():
    rows = StatementDelegation.objects.filter(statement=OuterRef("pk"), role=DelegationRole.SPEAKS)
    return rows.order_by("position").values("delegation__sort_name")[:1]
