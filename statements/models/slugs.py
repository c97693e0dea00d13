"""Slugs: the names that things have in URLs. An old slug goes on leading to its thing."""

from django.db import models
from django.http import Http404


class SluggedQuerySet(models.QuerySet):
    """Things with a page of their own, looked up by slug."""

    def current(self):
        """Those that the authority list still holds."""
        return self.filter(retired=False)

    def by_slug(self, slug):
        """The thing that has this slug, or had it once. Raises Http404."""
        found = self.filter(slug=slug).first() or self._by_former_slug(slug)
        if found is None:
            raise Http404(f"Nothing here is called “{slug}”.")
        return found

    def _by_former_slug(self, slug):
        former = FormerSlug.objects.filter(noun=self.model._meta.db_table, slug=slug).first()
        return former and self.filter(pk=former.object_id).first()


class FormerSlug(models.Model):
    """A slug that a thing had before. A database trigger writes these whenever a slug changes."""

    noun = models.CharField(max_length=60, help_text="The table of the thing.")
    slug = models.SlugField(max_length=100)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "slug"], name="one_former_slug")]

    def __str__(self):
        return f"{self.noun}: {self.slug}"
