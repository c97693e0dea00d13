"""How facts are shown on a page: dates, certainty, the evidence, the places of the site."""

from dataclasses import dataclass

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils.html import format_html

from statements.notation import edtf
from statements.vocabulary import Certainty, DelegationRole, Language

register = template.Library()

PAGE_LANGUAGE = Language.ENGLISH

# The five places of the site: the name, and the names of its pages' URLs, the index first.
PLACES = (
    ("Statements", ("statements", "statement", "original")),
    ("Delegations", ("delegations", "delegation")),
    ("Forums", ("forums", "forum")),
    ("Speakers", ("speakers", "speaker")),
    ("Instruments", ("instruments", "instrument", "symbol")),
)


# Dates, certainty, languages


@register.filter
def shown_date(value):
    """An EDTF date as pages show it: 16 August 2005."""
    return edtf.display(value) if value else "undated"


@register.filter
def day(value):
    """A day as pages show it: 21 November 2026."""
    return f"{value.day} {value:%B %Y}" if value else ""


@register.filter
def certainty_mark(certainty):
    """“(inferred)” for what is only inferred; nothing for what is stated."""
    if certainty != Certainty.INFERRED:
        return ""
    return format_html(' <span class="inferred">({})</span>', Certainty.INFERRED.label)


@register.filter
def language_name(code):
    """The English name of a language by its code."""
    return Language(code).label


@register.filter
def in_language(code):
    """The attributes `lang` and `dir` of a piece of text in this language; nothing for the language of the page."""
    if code == PAGE_LANGUAGE:
        return ""
    if code == Language.OTHER:
        return format_html(' lang="{}" dir="auto"', "")
    return format_html(' lang="{}" dir="{}"', code, "rtl" if code == Language.ARABIC else "ltr")


@register.filter
def of_title(statement):
    """The attributes `lang` and `dir` of a statement's title: a supplied one is in the language of the page."""
    return "" if statement.title_supplied else in_language(statement.language)


@register.filter
def under(forum, parent):
    """A forum's name as a tree shows it below its parent's (None for a root)."""
    return forum.name_under(parent)


@register.filter
def plural(kind):
    """The name of a kind of thing in the plural: “codes of conduct”."""
    first, of, rest = kind.partition(" of ")
    if first.endswith("s"):
        return kind
    return (f"{first[:-1]}ies" if first.endswith("y") else f"{first}s") + of + rest


# Addresses


@register.simple_tag
def asset(name):
    """The URL of a static file; without its hash where the files have not been collected, so that no page fails."""
    try:
        return staticfiles_storage.url(name)
    except ValueError:
        return staticfiles_storage.base_url + name


@register.inclusion_tag("statements/_places.html", takes_context=True)
def places(context):
    """The five places of the site, with the one that the page belongs to (`page` on its index, else `true`)."""
    match = getattr(context.get("request"), "resolver_match", None)
    here = match.url_name if match else ""
    current = {name: "page" if here == pages[0] else "true" for name, pages in PLACES if here in pages}
    return {"places": [(name, reverse(pages[0]), current.get(name)) for name, pages in PLACES]}


# The strip of years


@dataclass(frozen=True)
class Bar:
    """A year of a strip: its bar's top edge and height in per cent; whether its number stands below, and on small
    screens too (or is minor)."""

    year: int
    count: int
    url: str
    top: int
    height: int
    labelled: bool
    minor: bool


def _bar(year, labelled, minor):
    return Bar(year.year, year.count, year.url, 100 - year.height, year.height, labelled, minor)


FEW = 20  # years whose bars are wide enough to bear their numbers


@register.inclusion_tag("statements/_timeline.html")
def timeline(years, noun):
    """A strip of bars for `years` (views.timeline), each a link. noun: what is counted, in the singular."""
    few = len(years) <= FEW
    step = 1 if len(years) <= 8 else 5 if len(years) <= 40 else 10
    bars = [_bar(year, few or year.year % step == 0, year.year % step > 0) for year in years]
    return {"bars": bars, "noun": noun, "counted": few}


# The evidence behind each fact


@dataclass(frozen=True)
class Fact:
    """A fact as the statement page shows it. An empty `value` means that nobody knows; `url` may be empty too."""

    name: str
    value: str
    url: str
    certainty: str
    basis: str
    note: str = ""
    trail: tuple = ()


@register.simple_tag
def evidence(statement, forums):
    """The facts of a statement, each with its certainty and basis. forums: its own and all above it, from the root."""
    year = f"{reverse('statements')}?year={statement.date_start.year}" if statement.date_start else ""
    forum = statement.forum
    parts = [_part(row) for row in statement.speaking() or [None]]
    return [
        Fact(
            "Date",
            statement.date and shown_date(statement.date),
            year,
            statement.date_certainty,
            statement.date_basis,
            _bounds(statement),
        ),
        Fact(
            "Forum",
            forum.name if forum else "",
            forum.get_absolute_url() if forum else "",
            statement.forum_certainty,
            statement.forum_basis,
            trail=tuple(above for above in forums if not forum.name.startswith(above.name)),
        ),
        Fact("Place", statement.place, "", statement.place_certainty, statement.place_basis),
        *parts,
        *(_part(row) for row in statement.spoken_for()),
        _speaker(statement),
    ]


def _part(row):
    if row is None:
        return Fact("Delegation", "", "", Certainty.UNKNOWN, "")
    names = {
        DelegationRole.SPEAKS: "Delegation",
        DelegationRole.SPOKEN_FOR: "On behalf of",
        DelegationRole.ASSOCIATES: "Associated",
    }
    thing = row.delegation
    return Fact(names[row.role], thing.name, thing.get_absolute_url(), row.certainty, row.basis)


def _speaker(statement):
    speaker = statement.speaker
    return Fact(
        "Speaker",
        statement.speaker_name,
        speaker.get_absolute_url() if speaker else "",
        statement.speaker_certainty,
        statement.speaker_basis,
        statement.speaker_role,
    )


def _bounds(statement):
    """The days that the evidence allows, if not the date's own: “between 8 December 2010 and 22 July 2012”."""
    earliest, latest = statement.date_earliest, statement.date_latest
    if (earliest, latest) == (statement.date_start, statement.date_end):
        return ""
    if earliest and latest:
        return f"between {day(earliest)} and {day(latest)}"
    return f"not before {day(earliest)}" if earliest else f"not after {day(latest)}" if latest else ""
