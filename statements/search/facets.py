"""Counting: for every facet, how many statements each of its values would leave.

Each facet is counted without its own condition, so that its other values can be chosen too. All of them are one
query: the parts are united, and each row tells its facet.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Func, IntegerField, Value
from django.db.models.functions import Cast, Coalesce, ExtractYear, NullIf

from statements.models import Forum, Mention, StatementDelegation
from statements.search.conditions import narrowed
from statements.search.request import UNDATED
from statements.vocabulary import Certainty, DelegationRole, Language, StatementKind

TOTAL = "total"


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with its count. `depth` is its level in the forum tree, 0 elsewhere."""

    key: str
    label: str
    count: int
    depth: int = 0


class _Series(Func):
    """Each year from the first to the last, a row each."""

    function = "generate_series"
    set_returning = True
    output_field = IntegerField()


class _Unnest(Func):
    """Each element of an array, a row each."""

    function = "unnest"
    set_returning = True
    output_field = IntegerField()


def count(by_facet) -> tuple[int, dict[str, list[FacetValue]]]:
    """The number of statements that meet every condition, and the values of each facet.

    by_facet: conditions by facet, as `conditions.conditions` gives them. Costs two queries.
    """
    first, *others = _parts(by_facet)
    rows = defaultdict(dict)
    for facet, key, label, number in first.union(*others, all=True):
        rows[facet][key] = (label, number)
    total = rows[TOTAL][TOTAL][1] if TOTAL in rows else 0
    return total, {
        "year": _years(rows["year"]),
        "forum": _forum_tree(rows["forum"]),
        "delegation": _by_count(rows["delegation"]),
        "on_behalf_of": _by_count(rows["on_behalf_of"]),
        "speaker": _by_count(rows["speaker"]),
        "instrument": _by_count(rows["instrument"]),
        "language": _named(rows["language"], Language),
        "kind": _named(rows["kind"], StatementKind),
        "certainty": _named(rows["certainty"], Certainty),
    }


def _parts(by_facet):
    """One grouped query per facet, all of the shape facet, key, label, number."""
    years = _Series(ExtractYear("date_start"), ExtractYear("date_end"))
    dated = narrowed(by_facet, "year").exclude(date_start=None)
    yield _counted(narrowed(by_facet), TOTAL, Value(TOTAL))
    yield _counted(dated, "year", Cast(years, CharField()))
    yield _counted(narrowed(by_facet, "year").filter(date_start=None), "year", Value(UNDATED))
    yield _counted(narrowed(by_facet, "forum").exclude(forum=None), "forum", Cast(_Unnest("forum__path"), CharField()))
    speakers = narrowed(by_facet, "speaker").exclude(speaker=None)
    yield _counted(speakers, "speaker", F("speaker__slug"), F("speaker__name"))
    yield _delegations(by_facet, "delegation", DelegationRole.SPEAKS)
    yield _delegations(by_facet, "on_behalf_of", DelegationRole.SPOKEN_FOR)
    yield _instruments(by_facet)
    yield _counted(narrowed(by_facet, "language"), "language", F("language"))
    yield _counted(narrowed(by_facet, "kind"), "kind", F("kind"))
    yield _counted(narrowed(by_facet, "certainty"), "certainty", F("date_certainty"))


def _counted(queryset, facet, key, label=None, number=None):
    return (
        queryset.order_by()
        .annotate(facet=Value(facet, CharField()), key=Cast(key, CharField()))
        .annotate(label=Cast(label or F("key"), CharField()))
        .values("facet", "key", "label")
        .annotate(number=number or Count("*"))
        .values_list("facet", "key", "label", "number")
    )


def _delegations(by_facet, facet, role):
    rows = StatementDelegation.objects.filter(role=role, statement__in=narrowed(by_facet, facet))
    return _counted(rows, facet, F("delegation__slug"), F("delegation__name"))


def _instruments(by_facet):
    rows = Mention.objects.shown().filter(paragraph__statement__in=narrowed(by_facet, "instrument"))
    short = Coalesce(NullIf(F("instrument__acronym"), Value("")), F("instrument__name"))
    return _counted(
        rows, "instrument", F("instrument__slug"), short, number=Count("paragraph__statement", distinct=True)
    )


def _years(rows):
    """The years in order, undated last."""
    ordered = sorted(rows.items(), key=lambda item: (item[0] == UNDATED, item[0]))
    return [FacetValue(key, key, number) for key, (_, number) in ordered]


def _by_count(rows):
    """The most frequent first, equals by name."""
    values = [FacetValue(key, label, number) for key, (label, number) in rows.items()]
    return sorted(values, key=lambda value: (-value.count, value.label, value.key))


def _named(rows, choices):
    """The values in the order of the closed list that they belong to, by the list's labels."""
    return [FacetValue(choice.value, choice.label, rows[choice.value][1]) for choice in choices if choice.value in rows]


def _forum_tree(rows):
    """The forums that hold any, each parent before its children."""
    forums = Forum.objects.filter(pk__in=[int(key) for key in rows]).in_tree_order()
    children = defaultdict(list)
    for forum in forums:
        children[forum.parent_id].append(forum)
    return list(_walk(children, None, 0, rows))


def _walk(children, parent, depth, rows):
    for forum in children[parent and parent.pk]:
        yield FacetValue(forum.slug, forum.name_under(parent), rows[str(forum.pk)][1], depth)
        yield from _walk(children, forum, depth + 1, rows)
