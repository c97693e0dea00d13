"""The authority list in memory: what one run of ingest looks names up in."""

import re
from functools import cached_property

from statements.ingest.names import Named, Names
from statements.ingest.slugs import free_slug
from statements.ingest.speakers import Speakers
from statements.models import Delegation, DelegationAlias, Forum, ForumAlias, Instrument, InstrumentAlias
from statements.notation.folding import fold, slug
from statements.notation.ordinals import ordinal
from statements.parsing import mentions
from statements.parsing.records import Alias, Authorities, DelegationName, ForumName
from statements.vocabulary import ForumKind


class Register:
    """Delegations, forums, speakers and instruments by the names they go under."""

    def __init__(self):
        self.speakers = Speakers()

    @cached_property
    def delegations(self):
        """Delegations by code."""
        return {delegation.code: delegation for delegation in Delegation.objects.current()}

    @cached_property
    def _delegation_aliases(self):
        return list(DelegationAlias.objects.filter(delegation__retired=False).select_related("delegation"))

    @cached_property
    def names(self):
        """The names of delegations and forums, as manifests use them."""
        delegations = {d.code: Named(d.name, d.code, d.valid_from, d.valid_to) for d in self.delegations.values()}
        codes = {fold(alias.form): alias.delegation.code for alias in self._delegation_aliases}
        codes |= {fold(delegation.name): code for code, delegation in delegations.items()}
        return Names(delegations, codes, {form: forum.name for form, forum in self._forums.items()})

    @cached_property
    def _forums(self):
        """Forums by slug and by folded name or alias; of two with one name, the one nearer to the root."""
        forums = sorted(Forum.objects.current(), key=lambda forum: (-len(forum.path), -forum.pk))
        aliases = ForumAlias.objects.filter(forum__retired=False).select_related("forum")
        by_form = {fold(alias.form): alias.forum for alias in aliases}
        by_form |= {fold(forum.short_name): forum for forum in forums if forum.short_name}
        by_form |= {fold(forum.name): forum for forum in forums}
        return by_form | {forum.slug: forum for forum in forums}

    def forget_new(self):
        """Forget forums and speakers that were made in a transaction which did not come to pass."""
        self.__dict__.pop("_forums", None)
        self.speakers.forget()

    def delegation(self, form):
        """The delegation of this code or name, or None."""
        named = self.names.delegation(form)
        return self.delegations[named.code] if named else None

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
        return self.speakers.get(fact.name, delegation) if fact.name else None

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
