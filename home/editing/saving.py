"""Forms of the editor as they are saved: each once, and shown again with what could not be saved."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.snippets.views.snippets import CreateView as SnippetCreateView
from wagtail.snippets.views.snippets import EditView as SnippetEditView

from home.editing.submissions import KEY, sent_once

SHOW_AGAIN = "show_again"  # sent by a form whose text could not be saved before: show it, save nothing


class SentOnce:
    """A view of a form: one transaction, after a lock, and the same form only once."""

    @staticmethod
    def wait_for_others(*args, **kwargs):
        """Wait for others who save the same; nothing by default."""

    @classmethod
    def as_view(cls, **initkwargs):
        view = super().as_view(**initkwargs)
        model = initkwargs.get("model")
        return sent_once(view, lambda *args, **kwargs: cls.wait_for_others(*args, model=model, **kwargs))

    @cached_property
    def form_key(self) -> str:
        """What a form is known by: the same for each time that it is sent without being opened anew."""
        return self.request.POST.get(KEY) or secrets.token_urlsafe(16)

    @property
    def shows_again(self) -> bool:
        return self.request.method == "POST" and SHOW_AGAIN in self.request.POST


def check_as_draft(form) -> None:
    """Read a form that is only shown: what is missing in it is no error yet."""
    if hasattr(form, "defer_required_fields"):
        form.defer_required_fields()
    form.is_valid()
    if hasattr(form, "restore_required_fields"):
        form.restore_required_fields()


def tell_shown_again(request) -> None:
    messages.warning(request, _("What you had typed is back in the form. It is not saved yet."))


class ShownAgain:
    """The form of a snippet, or of anything else that is no page."""

    def post(self, request, *args, **kwargs):
        if not self.shows_again:
            return super().post(request, *args, **kwargs)
        tell_shown_again(request)
        return self.show_again()

    def show_again(self):
        if not hasattr(self, "object"):
            self.object = self.get_object() if isinstance(self, generic.EditView) else None
        self.form = self.get_form()
        check_as_draft(self.form)
        return self.render_to_response(self.get_context_data(form=self.form))


class Edit(ShownAgain, SentOnce):
    """Of something that is stored."""

    @staticmethod
    def wait_for_others(pk, model: type[models.Model] | None = None, **kwargs):
        if model and str(pk).isdecimal():
            rows = model._base_manager.filter(pk=pk).order_by().select_for_update(of=("self",))
            list(rows.values_list("pk"))


class Create(ShownAgain, SentOnce):
    """Of something never saved. What it has made already is made twice only when that is wanted."""

    def save_instance(self):
        instance = super().save_instance()
        self.request.saved_as = instance.pk
        return instance

    def post(self, request, *args, **kwargs):
        made = (request.earlier_submission or {}).get("saved_as")
        if made and self.model.objects.filter(pk=made).exists():
            self.tell_made(made)
            self.form_key = secrets.token_urlsafe(16)
            return self.show_again()
        return super().post(request, *args, **kwargs)

    def tell_made(self, made):
        url = reverse(self.edit_url_name, args=[made])
        messages.warning(
            self.request,
            _("This form has been saved before. Save again only to add one more."),
            buttons=[messages.button(url, _("Edit the one that was saved"))],
        )


class SnippetEdit(Edit, SnippetEditView):
    pass


class SnippetCreate(Create, SnippetCreateView):
    pass


class SnippetCopy(generic.CopyViewMixin, SnippetCreate):
    pass
