"""What all admin pages share."""

from django.contrib import admin


class Keeping(admin.ModelAdmin):
    """Nothing is deleted: references and slugs are promises. Entries are retired, statements withdrawn."""

    def has_delete_permission(self, request, obj=None):
        return False


class ReadOnly(Keeping):
    """A record of what happened: to be read, not written."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
