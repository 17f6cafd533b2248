"""The addresses of the comparison of two versions."""

from django.urls import path

from previews import comparing

urlpatterns = [
    path("compare/<int:page_id>/", comparing.compare, name="compare"),
    path("compare/<int:page_id>/page/", comparing.compare_page, name="compare_page"),
]
