"""The speakers that a run of ingest meets: looked up and made many at a time."""

import re
from collections import Counter

from django.db import connection

from statements.ingest.slugs import free_slug
from statements.models import Speaker
from statements.notation.folding import slug

_HONORIFIC = re.compile(r"^(?:H\.? ?E\.?|His Excellency|Her Excellency|Mr|Mrs|Ms|Miss|Dr|Amb|Ambassador)\.? +", re.I)


class Speakers:
    """Speakers by their names as printed and their delegations (or None)."""

    def __init__(self):
        self._known = {}

    def get(self, printed, delegation):
        """The speaker of this name for this delegation, made where not held."""
        key = _without_honorific(printed), delegation
        if key not in self._known:
            self.make_ready([(printed, delegation)])
        return self._known[key]

    def make_ready(self, wanted):
        """Look up, and make where not held, the speakers of these (name, delegation), in a few queries."""
        keys = {(_without_honorific(printed), delegation) for printed, delegation in wanted}
        keys = sorted(
            (key for key in keys if key not in self._known), key=lambda key: (key[0], key[1].code if key[1] else "")
        )
        if not keys:
            return
        sorting = _folded([name for name, _ in keys])
        columns = {key: (sorting[key[0]], key[1] and key[1].pk) for key in keys}
        held = Speaker.objects.filter(sort_name__in=set(sorting.values()))
        by_columns = {(speaker.sort_name, speaker.delegation_id): speaker for speaker in held}
        missing = {columns[key]: key for key in reversed(keys) if columns[key] not in by_columns}
        by_columns |= zip(missing, _create(missing.values()), strict=True)
        self._known |= {key: by_columns[columns[key]] for key in keys}

    def forget(self):
        """Forget speakers who may have been made in a transaction that did not come to pass."""
        self._known.clear()


def _without_honorific(printed):
    return _HONORIFIC.sub("", _HONORIFIC.sub("", printed)).strip() or printed


def _create(keys):
    """The new speakers of (name, delegation or None), in one query but for those who share a slug with another."""
    slugs = [slug(f"{name} {delegation.code}" if delegation else name) for name, delegation in keys]
    taken = set(Speaker.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    taken |= {wanted for wanted, times in Counter(slugs).items() if times > 1}
    speakers = [
        Speaker(name=name, delegation=delegation, slug=wanted)
        for (name, delegation), wanted in zip(keys, slugs, strict=True)
    ]
    Speaker.objects.bulk_create(speaker for speaker in speakers if speaker.slug not in taken)
    for speaker in speakers:
        if speaker.slug in taken:
            speaker.slug = free_slug(Speaker, speaker.slug)
            speaker.save()
    return speakers


def _folded(names):
    """Each name with its folded form, by the database's own function, which the column `sort_name` is computed with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, public.fold_1(name) FROM unnest(%s::text[]) AS name", [names])
        return dict(cursor.fetchall())
