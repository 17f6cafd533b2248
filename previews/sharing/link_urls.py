"""The addresses of draft links. Outside the languages: what follows the token is the address of a page of the site."""

from django.urls import path

from previews.sharing import reading

app_name = "draft_links"

urlpatterns = [
    path("<str:token>", reading.show),  # cut short at the end: no redirect, which others might keep
    path("<str:token>/", reading.show, name="start"),
    path("<str:token>/andringar/<path:path>", reading.changes, name="changes"),
    path("<str:token>/svar/<path:path>", reading.take_answer, name="answer"),
    path("<str:token>/documents/<int:document_id>/<str:filename>", reading.document, name="document"),
    path("<str:token>/<path:path>", reading.show, name="show"),
]
