"""Every parameter of the list's URL: what it accepts, and the sentence for what it does not.

A wrong value is named and left out, and the rest of the query still works. The result is a frozen `search.Request`.
"""

import re
from collections import defaultdict

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, F, Value
from django.http import QueryDict

from statements import search
from statements.models import Delegation, FormerSlug, Forum, Instrument, Speaker, Statement
from statements.notation import edtf
from statements.vocabulary import Certainty, Language, StatementKind

LONGEST_WORDS = 400  # characters; a longer text is a document, not a query
MOST_WORDS = 40
MOST_VALUES = 30  # of one parameter
_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,100}")
_YEAR = re.compile(r"(19[4-9]\d|20\d\d)")
NOUNS = {
    "forum": Forum,
    "delegation": Delegation,
    "on_behalf_of": Delegation,
    "speaker": Speaker,
    "instrument": Instrument,
}


class _Words(forms.CharField):
    """The words of a search. Control characters, which no text of the archive holds, are read as spaces."""

    def to_python(self, value):
        return super().to_python(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", value or ""))

    def validate(self, value):
        super().validate(value)
        if len(value) > LONGEST_WORDS:
            raise ValidationError(
                f"This is {len(value):,} characters long; at most {LONGEST_WORDS} can be searched for."
            )
        if len(value.split()) > MOST_WORDS:
            raise ValidationError(f"These are {len(value.split())} words; at most {MOST_WORDS} can be searched for.")


class _Values(forms.Field):
    """A parameter that may be repeated, each value of one shape; wrong ones raise, all others are kept aside."""

    widget = forms.SelectMultiple

    def __init__(self, *, shape, accepted, **kwargs):
        self.shape, self.accepted = shape, accepted
        super().__init__(**{**kwargs, "required": False})

    def to_python(self, value):
        return tuple(dict.fromkeys(v for v in value or () if v))

    def split(self, values):
        """(those of the right shape, a sentence for each of the others)."""
        right = tuple(value for value in values if self.shape.fullmatch(value))
        faults = [not_accepted(value, self.accepted) for value in values if value not in right]
        if len(values) > MOST_VALUES:
            return right[:MOST_VALUES], [f"{len(values)} values are given; at most {MOST_VALUES} are read."]
        return right, faults


class _Day(forms.Field):
    """A day, month or year as people type them, as the pair of days that it spans."""

    def to_python(self, value):
        if not value or not value.strip():
            return None
        try:
            span = edtf.parse(edtf.from_typed(value)).span()
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if span is None:
            raise ValidationError(f"“{value}” has no year.")
        return span


class _Page(forms.Field):
    def to_python(self, value):
        if not value:
            return 1
        if not re.fullmatch(r"[1-9]\d{0,8}", value, re.ASCII):
            raise ValidationError(not_accepted(value, "a page number such as 2"))
        return int(value)


def not_accepted(value, accepted):
    """A sentence for a value that a parameter does not take."""
    shown = value if len(value) <= 60 else value[:60] + "…"
    return f"“{shown}” is not {accepted}."


class _Form(forms.Form):
    """Checks values that need the others, or the database."""

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, _Values) and name in cleaned:
                cleaned[name], faults = field.split(cleaned[name])
                for fault in faults:
                    self.errors.setdefault(name, self.error_class()).append(fault)
        self._resolve(cleaned)
        self._check_period(cleaned)
        return cleaned

    def _resolve(self, cleaned):
        """Slugs become the things that they name; one that names nothing is a fault. Costs a query at most, or two."""
        wanted = {name: cleaned.get(name) or () for name in NOUNS}
        known = resolve(wanted)
        for name, slugs in wanted.items():
            cleaned[name] = tuple(dict.fromkeys(known[name][slug] for slug in slugs if slug in known[name]))
            for slug in slugs:
                if slug not in known[name]:
                    fault = not_accepted(slug, f"the name of {_A[name]} in the archive")
                    self.errors.setdefault(name, self.error_class()).append(fault)

    def _check_period(self, cleaned):
        start, end = cleaned.get("from"), cleaned.get("to")
        if start and end and start[0] > end[1]:
            cleaned["to"] = None
            self.errors["to"] = self.error_class([f"This is before the beginning of the period, {start[0]}."])


_A = {
    "forum": "a forum",
    "delegation": "a delegation",
    "on_behalf_of": "a delegation or group",
    "speaker": "a speaker",
    "instrument": "an instrument",
}


def resolve(wanted) -> dict[str, dict[str, search.Named]]:
    """The things that slugs name, by parameter and slug; a slug that a thing had before names it still.

    wanted: slugs by parameter. Costs one query for all of them, and two more where some are not current.
    """
    known = defaultdict(dict)
    for parameter, thing in _named({name: {"slug__in": slugs} for name, slugs in wanted.items() if slugs}):
        known[parameter][thing.slug] = thing
    missing = {name: set(slugs) - known[name].keys() for name, slugs in wanted.items()}
    former = _former_ids(missing)
    for parameter, thing in _named({name: {"pk__in": ids.values()} for name, ids in former.items()}):
        known[parameter] |= {slug: thing for slug, pk in former[parameter].items() if pk == thing.pk}
    return known


def _named(lookups):
    """(parameter, thing) for all things that the lookups by parameter find."""
    parts = [
        NOUNS[parameter]
        .objects.filter(**lookup)
        .order_by()
        .annotate(parameter=Value(parameter, CharField()), key=F("slug"), label=F("name"))
        .values_list("parameter", "pk", "key", "label")
        for parameter, lookup in lookups.items()
    ]
    for parameter, pk, slug, name in parts[0].union(*parts[1:], all=True) if parts else ():
        yield parameter, search.Named(pk, slug, name)


def _former_ids(missing):
    """The ids of things that once had these slugs, by parameter and slug."""
    slugs = set().union(*missing.values())
    former = FormerSlug.objects.filter(slug__in=slugs).values_list("noun", "slug", "object_id") if slugs else ()
    ids = {(noun, slug): pk for noun, slug, pk in former}
    tables = {parameter: NOUNS[parameter]._meta.db_table for parameter in missing}
    found = {p: {s: ids[tables[p], s] for s in slugs if (tables[p], s) in ids} for p, slugs in missing.items()}
    return {parameter: by_slug for parameter, by_slug in found.items() if by_slug}


def _choices(values):
    return re.compile("|".join(map(re.escape, values))), f"one of {', '.join(values)}"


class _WordsFilter(django_filters.CharFilter):
    field_class = _Words


class _DayFilter(django_filters.Filter):
    field_class = _Day


class _PageFilter(django_filters.Filter):
    field_class = _Page


class _ValuesFilter(django_filters.Filter):
    field_class = _Values

    def __init__(self, shape, accepted, **kwargs):
        super().__init__(shape=shape, accepted=accepted, **kwargs)


class StatementFilter(django_filters.FilterSet):
    """The parameters of `/statements/`. It checks; it neither filters, nor ranks, nor counts: search does."""

    q = _WordsFilter(label="Words")
    year = _ValuesFilter(re.compile(f"{_YEAR.pattern}|{search.UNDATED}"), "a year such as 2005, nor “undated”")
    forum = _ValuesFilter(_SLUG, "the name of a forum in the archive", label="Forum")
    delegation = _ValuesFilter(_SLUG, "the name of a delegation in the archive", label="Delegation")
    on_behalf_of = _ValuesFilter(_SLUG, "the name of a delegation or group in the archive", label="On behalf of")
    speaker = _ValuesFilter(_SLUG, "the name of a speaker in the archive", label="Speaker")
    instrument = _ValuesFilter(_SLUG, "the name of an instrument in the archive", label="Instrument")
    language = _ValuesFilter(*_choices(Language.values), label="Language")
    kind = _ValuesFilter(*_choices(StatementKind.values), label="Kind")
    certainty = _ValuesFilter(*_choices(Certainty.values), label="Certainty of date")
    sort = _ValuesFilter(*_choices(search.SORTS), label="Sort")
    page = _PageFilter(label="Page")

    class Meta:
        model = Statement
        fields = ()
        form = _Form

    @classmethod
    def get_filters(cls):
        """`from` is a keyword of Python's, so it cannot be written as an attribute."""
        return super().get_filters() | {"from": _DayFilter(label="From"), "to": _DayFilter(label="To")}

    def usable(self):
        """The parameters without those that cannot be used, for links that lead on from the list."""
        kept = QueryDict(mutable=True)
        for name, values in self.data.lists():
            field = self.form.fields.get(name)
            if name in self.form.errors and isinstance(field, _Values):
                good = self._good_values(name)
                kept.setlist(name, [value for value in values if value in good])
            elif field is not None and name not in self.form.errors:
                kept.setlist(name, values)
        return kept

    def _good_values(self, name):
        cleaned = self.form.cleaned_data.get(name) or ()
        return {getattr(value, "slug", value) for value in cleaned}

    def request_and_faults(self):
        """The `search.Request` of the parameters that can be used, and (parameter, sentence) for each that cannot."""
        faults = [(name, str(fault)) for name, errors in self.form.errors.items() for fault in errors]
        unknown = [name for name in self.data if name not in self.filters]
        known = ", ".join(self.filters)
        faults += [(name[:60], f"There is no such parameter. Known are {known}.") for name in unknown]
        return self._request(self.form.cleaned_data), faults

    def _request(self, cleaned):
        start, end = cleaned.get("from"), cleaned.get("to")
        years = cleaned.get("year") or ()
        return search.Request(
            words=cleaned.get("q") or "",
            years=tuple(year if year == search.UNDATED else int(year) for year in years),
            forums=cleaned["forum"],
            delegations=cleaned["delegation"],
            on_behalf_of=cleaned["on_behalf_of"],
            speakers=cleaned["speaker"],
            instruments=cleaned["instrument"],
            languages=cleaned.get("language") or (),
            kinds=cleaned.get("kind") or (),
            certainties=cleaned.get("certainty") or (),
            start=start and start[0],
            end=end and end[1],
            sort=next(iter(cleaned.get("sort") or ()), ""),
            page=cleaned.get("page") or 1,
        )
