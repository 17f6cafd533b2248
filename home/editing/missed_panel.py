"""What was scheduled and has not gone out, on the editors' start page."""

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component

from bilingual.languages import language_name
from home.editing.scheduling import Missed, missed


class Row:
    """A line of the panel."""

    def __init__(self, late: Missed, edit_url: str):
        self.title, self.since, self.reason, self.edit_url = late.title, late.since, late.reason, edit_url
        locale = getattr(late.instance, "locale", None)
        self.language = language_name(locale.language_code) if locale else ""


class MissedPanel(Component):
    """Lists overdue publications to those who may edit the pages, with the reason where it is known."""

    name = "missed_publications"
    template_name = "home/admin/missed_panel.html"
    order = 50  # before all that is less urgent

    def __init__(self, user):
        finder = AdminURLFinder(user)
        found = [(late, finder.get_edit_url(late.instance)) for late in missed()]
        self.rows = [Row(late, url) for late, url in found if url]

    def get_context_data(self, parent_context):
        return {"rows": self.rows}
