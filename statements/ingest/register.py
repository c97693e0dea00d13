"""The authority list in memory: what one run of ingest looks names up in."""

import re
from functools import cached_property

from django.db.models import CharField, Func, Value

from statements.models import (
    Delegation,
    DelegationAlias,
    FormerSlug,
    Forum,
    ForumAlias,
    Instrument,
    InstrumentAlias,
    Speaker,
)
from statements.notation.folding import fold, slug
from statements.notation.ordinals import ordinal
from statements.parsing import mentions
from statements.parsing.records import Alias, Authorities, DelegationName, ForumName
from statements.vocabulary import ForumKind

_HONORIFIC = re.compile(r"^(?:H\.? ?E\.?|His Excellency|Her Excellency|Mr|Mrs|Ms|Miss|Dr|Amb|Ambassador)\.? +", re.I)


class Register:
    """Delegations, forums, speakers and instruments by the names they go under."""

    @cached_property
    def delegations(self):
        """Delegations by code."""
        return {delegation.code: delegation for delegation in Delegation.objects.current()}

    @cached_property
    def _codes(self):
        """Codes by folded form of name."""
        forms = {fold(alias.form): alias.delegation.code for alias in self._delegation_aliases}
        names = {fold(delegation.name): code for code, delegation in self.delegations.items()}
        return forms | names

    @cached_property
    def _delegation_aliases(self):
        return list(DelegationAlias.objects.filter(delegation__retired=False).select_related("delegation"))

    def delegation(self, form):
        """The delegation of this code or name, or None."""
        return self.delegations.get(form) or self.delegations.get(self._codes.get(fold(form)))

    @cached_property
    def _forums(self):
        """Forums by slug and by folded name or alias; of two with one name, the one nearer to the root."""
        forums = sorted(Forum.objects.current(), key=lambda forum: (-len(forum.path), -forum.pk))
        aliases = ForumAlias.objects.filter(forum__retired=False).select_related("forum")
        by_form = {fold(alias.form): alias.forum for alias in aliases}
        by_form |= {fold(forum.short_name): forum for forum in forums if forum.short_name}
        by_form |= {fold(forum.name): forum for forum in forums}
        return by_form | {forum.slug: forum for forum in forums}

    def forget_forums(self):
        """Forget forums that were made in a transaction which did not come to pass."""
        self.__dict__.pop("_forums", None)

    def forum_name(self, form):
        """The name of the forum that has this slug, name or alias; the form itself when there is none."""
        forum = self._forums.get(form) or self._forums.get(fold(form))
        return forum.name if forum else form

    def forum(self, fact):
        """The forum of a ForumFact, made where the tree does not hold it; None when it is unknown."""
        if not fact.name:
            return None
        forum = self._forums.get(fold(fact.name)) or self._new_forum(fact.name, ForumKind.MEETING, None)
        if fact.session:
            forum = self._below(forum, ForumKind.SESSION, fact.session)
        return self._below(forum, ForumKind.MEETING, fact.meeting) if fact.meeting else forum

    def _below(self, forum, kind, printed):
        """The session or meeting of this printed number below a forum, or the forum when it is one already."""
        number = int(digits.group()) if (digits := re.search(r"\d+", printed)) else None
        if forum.kind == kind or number is None:
            return forum
        name = f"{forum.name}, {ordinal(number)} {kind}"
        return self._forums.get(fold(name)) or self._new_forum(name, kind, forum, number)

    def _new_forum(self, name, kind, parent, number=None):
        forum = Forum.objects.create(
            name=name, kind=kind, parent=parent, number=number, slug=free_slug(Forum, slug(name))
        )
        self._forums[fold(name)] = forum
        return forum

    def speaker(self, fact, delegation):
        """The speaker of a SpeakerFact for a delegation (or None), made where not held; None when unknown."""
        if not fact.name:
            return None
        name = _HONORIFIC.sub("", _HONORIFIC.sub("", fact.name)).strip() or fact.name
        held = Speaker.objects.filter(sort_name=_folded(name), delegation=delegation).first()
        return held or Speaker.objects.create(
            name=name, delegation=delegation, slug=free_slug(Speaker, _speaker_slug(name, delegation))
        )

    @cached_property
    def authorities(self):
        """What the parser knows of delegations and forums."""
        return Authorities(tuple(self._delegation_names()), tuple(self._forum_names()))

    def _delegation_names(self):
        for delegation in self.delegations.values():
            yield DelegationName(delegation.name, delegation.code, delegation.name, delegation.kind)
        for alias in self._delegation_aliases:
            yield DelegationName(alias.form, alias.delegation.code, alias.delegation.name, alias.delegation.kind)

    def _forum_names(self):
        for forum in Forum.objects.current():
            yield ForumName(forum.name, forum.name, len(forum.path))
        for alias in ForumAlias.objects.filter(forum__retired=False).select_related("forum"):
            yield ForumName(alias.form, alias.forum.name, len(alias.forum.path))

    @cached_property
    def instruments(self):
        """Ids of instruments by slug."""
        return dict(Instrument.objects.values_list("slug", "pk"))

    @cached_property
    def matcher(self):
        """The compiled list of the forms of instruments."""
        aliases = InstrumentAlias.objects.filter(instrument__retired=False).select_related("instrument")
        return mentions.compile(
            Alias(
                alias.instrument.slug,
                alias.form,
                alias.match,
                alias.case_sensitive,
                alias.valid_from,
                alias.valid_to,
                tuple(alias.context),
            )
            for alias in aliases
        )


def free_slug(model, wanted):
    """`wanted`, or `wanted-2` and so on when another thing of this model has it or had it once."""
    current = model.objects.filter(slug__startswith=wanted[:90]).values_list("slug", flat=True)
    former = FormerSlug.objects.filter(noun=model._meta.db_table, slug__startswith=wanted[:90])
    slugs = {*current, *former.values_list("slug", flat=True)}
    numbered = (f"{wanted[:90]}-{n}" for n in range(2, len(slugs) + 3))
    return next(candidate for candidate in (wanted, *numbered) if candidate not in slugs)


def _speaker_slug(name, delegation):
    return slug(f"{name} {delegation.code}" if delegation else name)


def _folded(name):
    """`name` folded by the database's own function, which the column `sort_name` is computed with."""
    return Func(Value(name), function="public.fold_1", output_field=CharField())
