"""The pages that are not found as they should be, on the editors' start page."""

from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from bilingual.languages import language_name
from search.models import MustFind

MOST = 12


def may_see(user) -> bool:
    """Whether somebody can do something about it."""
    return policy_registry.get_by_type(MustFind).user_has_permission(user, "change")


class Row:
    """A line of the panel."""

    def __init__(self, row: MustFind):
        self.question, self.language, self.within = row.question, row.language, row.within
        self.says, self.page, self.results_url = row.says, row.title_of_page, row.results_url
        self.language_name = language_name(row.language)
        self.edit_url = reverse("search_must_find:edit", args=[row.pk])


class MustFindPanel(Component):
    """Shows what has fallen, as far as it has been looked at (relevance_checks.py)."""

    name = "must_find"
    template_name = "search/admin/must_find_panel.html"
    order = 90

    def __init__(self):
        failing = MustFind.objects.filter(verdict__in=MustFind.FAILING).select_related("page")
        self.rows = list(failing[: MOST + 1])

    def get_context_data(self, parent_context):
        return {
            "rows": [Row(row) for row in self.rows[:MOST]],
            "more": len(self.rows) > MOST,
            "list_url": reverse("search_must_find:index"),
        }
