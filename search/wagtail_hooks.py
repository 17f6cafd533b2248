"""What staff steer the search with, in the editor: menu, report, and what has fallen on the start page."""

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSetGroup

from search.curation import panel, query_report
from search.curation.views import MustFindViewSet, PromotionViewSet, TermViewSet


class ReportMenuItem(MenuItem):
    """For those who may see what visitors search for."""

    def is_shown(self, request):
        return query_report.may_see(request.user)


def report_menu_item(order: int) -> MenuItem:
    return ReportMenuItem(
        _("What visitors search for"), reverse("search_asked"), name="asked", icon_name="search", order=order
    )


class SearchViewSetGroup(ModelViewSetGroup):
    """Everything about the search."""

    items = (TermViewSet, PromotionViewSet, MustFindViewSet)
    menu_label = _("The site's search")
    menu_name = "site-search"
    menu_icon = "search"
    menu_order = 215

    def get_submenu_items(self):
        items = super().get_submenu_items()
        return [*items, report_menu_item(len(items) + 1)]


@hooks.register("register_admin_viewset")
def views():
    return SearchViewSetGroup()


@hooks.register("register_admin_urls")
def report_addresses():
    return [
        path("reports/searches/", query_report.AskedView.as_view(), name="search_asked"),
        path(
            "reports/searches/results/", query_report.AskedView.as_view(results_only=True), name="search_asked_results"
        ),
    ]


@hooks.register("register_reports_menu_item")
def report_in_menu():
    return report_menu_item(110)


@hooks.register("register_permissions")
def permissions():
    return Permission.objects.filter(content_type__app_label="search", codename="view_asked")


@hooks.register("insert_global_admin_css")
def style():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/search.css"))


@hooks.register("construct_homepage_panels")
def fallen_on_start_page(request, panels):
    if panel.may_see(request.user):
        failing = panel.MustFindPanel()
        if failing.rows:
            panels.append(failing)
