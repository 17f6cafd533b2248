"""What the production settings promise of https."""

import importlib

import pytest
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory

YEAR = "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(("asked", "said"), [(None, YEAR), ("", YEAR), ("0", YEAR), ("1", f"{YEAR}; preload")])
def test_names_are_put_on_browsers_lists_only_when_asked(asked, said, monkeypatch, settings):
    made_up = {"SECRET_KEY": "x", "ALLOWED_HOSTS": "testserver", "DATABASE_URL": "postgresql://nobody@localhost/none"}
    for name, value in (made_up | {"HSTS_PRELOAD": asked}).items():
        monkeypatch.setenv(name, value) if value is not None else monkeypatch.delenv(name, raising=False)
    production = importlib.reload(importlib.import_module("config.settings.production"))
    for name in ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD"):
        setattr(settings, name, getattr(production, name))
    response = SecurityMiddleware(lambda request: HttpResponse())(RequestFactory().get("/", secure=True))
    assert response["Strict-Transport-Security"] == said
