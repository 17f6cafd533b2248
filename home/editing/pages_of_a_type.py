"""The list of all pages of a type."""

from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.models import Page


class PagesOfAType(ContentTypeUseView):
    """Wagtail's list, which offers another page of the type also where there is no place for one."""

    def get_add_url(self):
        user = self.request.user
        parents = Page.objects.type(*self.model.allowed_parent_page_models()).specific()
        place = any(
            parent.permissions_for_user(user).can_add_subpage() and self.model.can_create_at(parent)
            for parent in parents
        )
        return super().get_add_url() if place else None
