"""The addresses of previews in the editor, under /admin/previews/."""

from django.urls import path

from previews.compare import comparing
from previews.sharing import views as share_views
from previews.time_travel import walking

app_name = "previews"

urlpatterns = [
    path("site/", walking.choose, name="choose"),
    path("site/<str:when>/", walking.walk, name="walk_start"),
    path("site/<str:when>/<path:path>", walking.walk, name="walk"),
    path("links/", share_views.all_links, name="all_links"),
    path("links/<int:page_id>/", share_views.page_links, name="page_links"),
    path("links/<int:link_id>/revoke/", share_views.revoke, name="revoke"),
    path("compare/<int:page_id>/", comparing.compare, name="compare"),
    path("compare/<int:page_id>/page/", comparing.compare_page, name="compare_page"),
]
