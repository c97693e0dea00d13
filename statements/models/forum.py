"""Forums: the tree of bodies, subsidiary bodies, sessions and meetings in which statements are made."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from statements.fulltext import folded
from statements.models.slugs import SluggedQuerySet
from statements.vocabulary import ForumKind, Language


class ForumQuerySet(SluggedQuerySet):
    def in_tree_order(self):
        """Parents before their children, siblings by number and then by name."""
        return self.order_by(models.functions.Coalesce("number", 0), "sort_name")

    def under(self, forum):
        """The forum and all that belong to it."""
        return self.filter(path__contains=[forum.pk])


class Forum(models.Model):
    """A place in the tree of bodies. `path` holds the ids from the root to this one; a database trigger keeps it."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = ArrayField(models.BigIntegerField(), default=list, editable=False)
    kind = models.CharField(max_length=20, choices=ForumKind)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=100, blank=True)
    slug = models.SlugField(max_length=100, unique=True)
    number = models.PositiveIntegerField(null=True, blank=True, help_text="Number of the session or meeting.")
    agenda_item = models.CharField(max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True, help_text="First day, where known.")
    valid_to = models.DateField(null=True, blank=True, help_text="Last day, where known.")
    retired = models.BooleanField(default=False, help_text="No longer in the authority list; kept for its statements.")
    loaded = models.CharField(max_length=64, blank=True, editable=False)  # SHA-256 of its rows when last loaded
    sort_name = folded("name")

    objects = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name"]
        indexes = [GinIndex(fields=["path"], name="forum_path")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ForumKind.values), name="forum_kind"),
            models.CheckConstraint(condition=~Q(name=""), name="forum_has_name"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_from__lte=models.F("valid_to")),
                name="forum_begins_before_it_ends",
                violation_error_message="It cannot end before it begins.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("forum", args=[self.slug])

    @property
    def name_in_sentence(self):
        """The name in the midst of a sentence: a meeting's is a description, and begins small."""
        is_description = self.kind == ForumKind.MEETING and self.name[1:2].islower()
        return self.name[:1].lower() + self.name[1:] if is_description else self.name

    def name_under(self, parent):
        """The name as a tree shows it below the parent's: without the parent's own name at its beginning."""
        rest = self.name.removeprefix(f"{parent.name}, ") if parent else self.name
        return rest[:1].upper() + rest[1:]


class ForumAlias(models.Model):
    """Another form of a forum's name."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="aliases")
    form = models.CharField(max_length=300)
    language = models.CharField(max_length=3, choices=Language, default=Language.ENGLISH)
    from_file = models.BooleanField(default=False, editable=False)  # the loader leaves a curator's own alone

    class Meta:
        ordering = ["language", "form"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "language", "form"], name="one_forum_alias"),
            models.CheckConstraint(condition=~Q(form=""), name="forum_alias_has_form"),
        ]
        verbose_name_plural = "forum aliases"

    def __str__(self):
        return self.form
