"""The addresses of previews in the editor, under /admin/previews/."""

from django.urls import path

from previews import comparing, sharing, walking

app_name = "previews"

urlpatterns = [
    path("site/", walking.choose, name="choose"),
    path("site/<str:when>/", walking.walk, name="walk_start"),
    path("site/<str:when>/<path:path>", walking.walk, name="walk"),
    path("links/", sharing.all_links, name="all_links"),
    path("links/<int:page_id>/", sharing.page_links, name="page_links"),
    path("links/<int:link_id>/revoke/", sharing.revoke, name="revoke"),
    path("compare/<int:page_id>/", comparing.compare, name="compare"),
    path("compare/<int:page_id>/page/", comparing.compare_page, name="compare_page"),
]
