"""The pages of delegations, forums, speakers and instruments: an index of each, and a page for each thing."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import ExtractYear
from django.shortcuts import redirect, render

from statements.models import Delegation, Forum, Instrument, Mention, Paragraph, Speaker, Statement
from statements.notation import symbols
from statements.search.extracts import around
from statements.views.links import list_url
from statements.views.timeline import timeline
from statements.vocabulary import DelegationKind, DelegationRole, InstrumentKind, Workflow

PER_PAGE = 50
UNDATED = "Undated"


@dataclass(frozen=True)
class Node:
    """A forum in the tree, with how many statements it and all below it hold."""

    forum: Forum
    count: int
    children: list


def delegations(request):
    """`/delegations/`: those that hold statements, by kind, and the rest."""
    speaks = Q(taking_part__role=DelegationRole.SPEAKS, taking_part__statement__state=Workflow.PUBLISHED)
    counted = Delegation.objects.annotate(count=Count("taking_part", filter=speaks)).filter(
        Q(retired=False) | Q(count__gt=0)
    )
    return render(request, "statements/delegations.html", _index(counted.alphabetical(), DelegationKind))


def speakers(request):
    """`/speakers/`: those whose statements are public."""
    counted = Speaker.objects.annotate(count=Count("statements", filter=Q(statements__state=Workflow.PUBLISHED)))
    page = _page(request, counted.filter(count__gt=0).select_related("delegation").alphabetical())
    return render(request, "statements/speakers.html", {"page": page})


def instruments(request):
    """`/instruments/`: those that paragraphs name, by kind, and the rest."""
    named = Mention.objects.shown().filter(paragraph__statement__state=Workflow.PUBLISHED)
    counts = dict(named.order_by().values_list("instrument").annotate(n=Count("paragraph", distinct=True)))
    listed = list(Instrument.objects.current().alphabetical())
    for instrument in listed:
        instrument.count = counts.get(instrument.pk, 0)
    return render(request, "statements/instruments.html", _index(listed, InstrumentKind))


def forums(request):
    """`/forums/`: the tree, each with how many statements it holds."""
    return render(request, "statements/forums.html", {"tree": _tree()})


def _index(listed, kinds):
    """Things by kind in the order of the closed list: those that hold something, and those that do not."""
    by_kind = defaultdict(list)
    for thing in listed:
        by_kind[thing.kind, thing.count > 0].append(thing)
    return {
        "held": [(kind.label, by_kind[kind, True]) for kind in kinds if by_kind[kind, True]],
        "not_held": [(kind.label, by_kind[kind, False]) for kind in kinds if by_kind[kind, False]],
    }


def _tree():
    """The roots of the forum tree. Two queries: the forums and the counts."""
    counts = defaultdict(int)
    own = Statement.objects.published().exclude(forum=None).order_by()
    for path, number in own.values_list("forum__path").annotate(n=Count("pk")):
        for pk in path:
            counts[pk] += number
    nodes = {f.pk: Node(f, counts[f.pk], []) for f in Forum.objects.in_tree_order() if not f.retired or counts[f.pk]}
    for node in nodes.values():
        if node.forum.parent_id in nodes:
            nodes[node.forum.parent_id].children.append(node)
    return [node for node in nodes.values() if node.forum.parent_id not in nodes]


def delegation(request, slug):
    """`/delegations/<slug>/`: what it said itself, and what was said on its behalf."""
    thing = Delegation.objects.by_slug(slug)
    if thing.slug != slug:
        return redirect(thing, permanent=True)
    parts = {role: _of_delegation(thing, role) for role in DelegationRole}
    context = _statements(request, parts[DelegationRole.SPEAKS], "delegation", slug) | {
        "delegation": thing,
        "aliases": thing.aliases.all(),
        "on_behalf": _by_year(parts[DelegationRole.SPOKEN_FOR].newest().for_cards()[:PER_PAGE]),
        "on_behalf_total": parts[DelegationRole.SPOKEN_FOR].count(),
        "on_behalf_url": list_url(on_behalf_of=slug),
        "associated": _by_year(parts[DelegationRole.ASSOCIATES].newest().for_cards()[:PER_PAGE]),
        "speakers": thing.speakers.filter(statements__state=Workflow.PUBLISHED).distinct().alphabetical()[:PER_PAGE],
        "instrument": Instrument.objects.current().filter(delegation=thing).first(),
    }
    return render(request, "statements/delegation.html", context)


def _of_delegation(thing, role):
    taking_part = thing.taking_part.filter(role=role, statement=OuterRef("pk"))
    return Statement.objects.published().filter(Exists(taking_part))


def forum(request, slug):
    """`/forums/<slug>/`: its place in the tree, what belongs to it, and the statements made there or below."""
    thing = Forum.objects.by_slug(slug)
    if thing.slug != slug:
        return redirect(thing, permanent=True)
    below = Statement.objects.published().filter(forum__path__contains=[thing.pk])
    counts = list(below.order_by().values_list("forum__path").annotate(n=Count("pk")))
    children = Forum.objects.filter(parent=thing).in_tree_order()
    context = _statements(request, below, "forum", slug) | {
        "forum": thing,
        "ancestors": Forum.objects.filter(pk__in=thing.path[:-1]).order_by("path"),
        "children": [(c, sum(n for path, n in counts if c.pk in path)) for c in children],
        "aliases": thing.aliases.all(),
        "instrument": Instrument.objects.current().filter(forum=thing).first(),
    }
    return render(request, "statements/forum.html", context)


def speaker(request, slug):
    """`/speakers/<slug>/`: the statements of a person, with the office held at each."""
    thing = Speaker.objects.select_related("delegation").by_slug(slug)
    if thing.slug != slug:
        return redirect(thing, permanent=True)
    context = _statements(request, Statement.objects.published().filter(speaker=thing), "speaker", slug)
    return render(request, "statements/speaker.html", context | {"speaker": thing})


def _statements(request, statements, parameter, slug):
    """A thing's statements as its page shows them: figures, a strip of years, and a page of them by year."""
    page = _page(request, statements.newest().for_cards())
    return {
        "page": page,
        "years": _by_year(page.object_list),
        "timeline": timeline(_per_year(statements), lambda year: list_url(**{parameter: slug, "year": year})),
        "list_url": list_url(**{parameter: slug}),
    }


def instrument(request, slug):
    """`/instruments/<slug>/`: what it is, and the paragraphs that name it, by year."""
    thing = Instrument.objects.select_related("forum", "delegation").by_slug(slug)
    if thing.slug != slug:
        return redirect(thing, permanent=True)
    mentions = Mention.objects.shown().filter(instrument=thing, paragraph__statement__state=Workflow.PUBLISHED)
    naming = Statement.objects.published().filter(Exists(mentions.filter(paragraph__statement=OuterRef("pk"))))
    page = _page(request, _paragraphs(mentions))
    context = {
        "instrument": thing,
        "aliases": thing.aliases.exclude(match="never").exclude(form=thing.name),
        "relations": thing.relations.select_related("target"),
        "relations_to": thing.relations_to.select_related("source"),
        "statements_total": naming.count(),
        "page": page,
        "years": _quotes_by_year(page.object_list, mentions),
        "timeline": timeline(_per_year(naming), lambda year: list_url(instrument=slug, year=year)),
        "list_url": list_url(instrument=slug),
    }
    return render(request, "statements/instrument.html", context)


def _paragraphs(mentions):
    """The paragraphs with these mentions, the newest statement first, each statement's in order."""
    newest = F("statement__date_start").desc(nulls_last=True)
    paragraphs = Paragraph.objects.filter(Exists(mentions.filter(paragraph=OuterRef("pk")))).defer("vector")
    return paragraphs.order_by(newest, "-statement_id", "position")


def _quotes_by_year(paragraphs, mentions):
    """(year, [(statement, [(paragraph, words around the name)])]) for a page of paragraphs."""
    paragraphs = list(paragraphs)
    statements = Statement.objects.for_cards().in_bulk({paragraph.statement_id for paragraph in paragraphs})
    first = {m.paragraph_id: m for m in mentions.filter(paragraph__in=paragraphs).order_by("-start")}
    for paragraph in paragraphs:
        first[paragraph.pk].paragraph = paragraph
    grouped = [
        (statements[pk], [(paragraph, around(first[paragraph.pk])) for paragraph in group])
        for pk, group in groupby(paragraphs, key=lambda paragraph: paragraph.statement_id)
    ]
    return [(year, list(group)) for year, group in groupby(grouped, key=lambda pair: _year(pair[0]))]


def symbol(request, text):
    """`/symbol/<symbol>`: leads to the instrument that has this symbol, or says that none is held."""
    read = symbols.read(text)
    found = Instrument.objects.with_symbol(read).first() if read else None
    if found:
        return redirect(found)
    return render(request, "statements/symbol.html", {"typed": text, "symbol": read}, status=404)


def _page(request, ordered):
    """The page that `?page=` asks for; the nearest one where there is no such page."""
    return Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))


def _per_year(statements):
    """Numbers of statements by the year that their date begins in."""
    dated = statements.exclude(date_start=None).order_by()
    return dict(dated.annotate(year=ExtractYear("date_start")).values_list("year").annotate(n=Count("pk")))


def _by_year(statements):
    return [(year, list(group)) for year, group in groupby(statements, key=_year)]


def _year(statement):
    return str(statement.date_start.year) if statement.date_start else UNDATED
