"""What is said when a page has been reviewed: that it is approved, or sent back. Wagtail says that it was updated."""

from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import WorkflowState


class SaysHowItWasReviewed:
    """A view of a page's form whose message names what a reviewer did."""

    def add_save_confirmation_message(self):
        said = {"approve": self._approved, "reject": self._sent_back}.get(getattr(self, "workflow_action", None))
        if said is None or self.is_reverting:
            super().add_save_confirmation_message()
        else:
            messages.success(self.request, said() % {"title": self.page.get_admin_display_title()})

    def _approved(self) -> str:
        self.workflow_state.refresh_from_db()
        if self.workflow_state.status != WorkflowState.STATUS_APPROVED:
            return _("The page “%(title)s” has been approved, and waits for the next step.")
        if self.page.go_live_at and not type(self.page).objects.get(pk=self.page.pk).live:
            return _("The page “%(title)s” has been approved, and is published when its time comes.")
        return _("The page “%(title)s” has been approved and published.")

    def _sent_back(self) -> str:
        return _("Changes of the page “%(title)s” have been asked for.")
