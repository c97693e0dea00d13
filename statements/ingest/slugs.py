"""Slugs for new things."""

from statements.models import FormerSlug


def free_slug(model, wanted):
    """`wanted`, or `wanted-2` and so on when another thing of this model has it or had it once."""
    current = model.objects.filter(slug__startswith=wanted[:90]).values_list("slug", flat=True)
    former = FormerSlug.objects.filter(noun=model._meta.db_table, slug__startswith=wanted[:90])
    slugs = {*current, *former.values_list("slug", flat=True)}
    numbered = (f"{wanted[:90]}-{n}" for n in range(2, len(slugs) + 3))
    return next(candidate for candidate in (wanted, *numbered) if candidate not in slugs)
