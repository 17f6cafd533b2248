"""The site's addresses and an empty view."""

from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as site

urlpatterns = [path("empty/", lambda request: HttpResponse("")), *site]
