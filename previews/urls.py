"""The addresses of previews in the editor, under /admin/previews/."""

from django.urls import path

from previews import comparing_urls, sharing, walking

app_name = "previews"

urlpatterns = [
    path("site/", walking.choose, name="choose"),
    path("site/<str:when>/", walking.walk, name="walk_start"),
    path("site/<str:when>/<path:path>", walking.walk, name="walk"),
    path("links/", sharing.all_links, name="all_links"),
    path("links/<int:page_id>/", sharing.page_links, name="page_links"),
    path("links/<int:link_id>/revoke/", sharing.revoke, name="revoke"),
    *comparing_urls.urlpatterns,
]
