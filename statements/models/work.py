"""Works: what was said once, whatever versions and translations of its words are held."""

from django.db import models


class Work(models.Model):
    """A group of statements that are versions or translations of one another. A statement alone needs none."""

    made = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return f"work {self.pk}"
