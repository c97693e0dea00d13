"""The site as a WSGI application, for granian or any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from archive import postgres, serving

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

serving.live_as_worker()
if postgres.embedded():
    postgres.ensure_running()
application = get_wsgi_application()
