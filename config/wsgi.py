"""The site as a WSGI application, for Granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

from search.engine.morphology import DESCRIBED, morphology  # noqa: E402 - after the settings

for language in DESCRIBED:
    morphology(language)  # read before the first visitor searches: it takes a second
