"""One condition per facet: what each part of a request asks of a statement."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from statements.models import Mention, Statement, StatementDelegation
from statements.search import query
from statements.search.request import UNDATED
from statements.vocabulary import DelegationRole


def conditions(request) -> dict[str, Q]:
    """The conditions of a request by facet; a facet that asks for nothing is left out."""
    makers = {
        "words": (request.words, query.matching),
        "year": (request.years, _years),
        "forum": (request.forums, lambda forums: Q(forum__path__overlap=_ids(forums))),
        "delegation": (request.delegations, lambda which: _taking_part(which, DelegationRole.SPEAKS)),
        "on_behalf_of": (request.on_behalf_of, lambda which: _taking_part(which, DelegationRole.SPOKEN_FOR)),
        "speaker": (request.speakers, lambda speakers: Q(speaker__in=_ids(speakers))),
        "instrument": (request.instruments, _naming),
        "language": (request.languages, lambda languages: Q(language__in=languages)),
        "kind": (request.kinds, lambda kinds: Q(kind__in=kinds)),
        "certainty": (request.certainties, lambda certainties: Q(date_certainty__in=certainties)),
        "from": (request.start, lambda day: Q(date_end__gte=day)),
        "to": (request.end, lambda day: Q(date_start__lte=day)),
    }
    return {facet: make(values) for facet, (values, make) in makers.items() if values}


def narrowed(by_facet, but=None):
    """The published statements that meet every condition but that of one facet."""
    chosen = [condition for facet, condition in by_facet.items() if facet != but]
    return Statement.objects.published().filter(*chosen)


def _ids(named):
    return [thing.pk for thing in named]


def _years(years):
    """A statement is of every year that its date's own span touches."""
    return reduce(
        or_,
        (
            Q(date_start=None)
            if year == UNDATED
            else Q(date_start__lte=date(year, 12, 31), date_end__gte=date(year, 1, 1))
            for year in years
        ),
    )


def _taking_part(delegations, role):
    rows = StatementDelegation.objects.filter(statement=OuterRef("pk"), delegation__in=_ids(delegations), role=role)
    return Q(Exists(rows))


def _naming(instruments):
    mentions = Mention.objects.shown().filter(paragraph__statement=OuterRef("pk"), instrument__in=_ids(instruments))
    return Q(Exists(mentions))
