"""The addresses of draft links. Outside the languages: what follows the token is the address of a page of the site."""

from django.urls import path

from previews.sharing import reader_views

app_name = "draft_links"

urlpatterns = [
    path("<str:token>", reader_views.show),  # cut short at the end: no redirect, which others might keep
    path("<str:token>/", reader_views.show, name="start"),
    path("<str:token>/andringar/<path:path>", reader_views.draft_changes, name="changes"),
    path("<str:token>/svar/<path:path>", reader_views.take_feedback, name="answer"),
    path("<str:token>/documents/<int:document_id>/<str:filename>", reader_views.document, name="document"),
    path("<str:token>/<path:path>", reader_views.show, name="show"),
]
