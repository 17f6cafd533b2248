"""The addresses of previews in the editor, under /admin/previews/."""

from django.urls import path

from previews import comparing_urls, walking

app_name = "previews"

urlpatterns = [
    path("site/", walking.choose, name="choose"),
    path("site/<str:when>/", walking.walk, name="walk_start"),
    path("site/<str:when>/<path:path>", walking.walk, name="walk"),
    *comparing_urls.urlpatterns,
]
