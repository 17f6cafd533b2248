"""The live preview of a form: whatever is typed is shown, and what cannot be read is left out and told.

Wagtail's own shows nothing new until every field is right: half an address, an end before the start or a picture that
somebody has deleted would stop it.
"""

from collections.abc import Iterator

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms.utils import ErrorDict
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from wagtail.admin.views.pages.preview import PreviewOnCreateView as PagePreviewOnCreateView
from wagtail.admin.views.pages.preview import PreviewOnEditView as PagePreviewOnEditView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.blocks.base import BlockField
from wagtail.models import Page
from wagtail.snippets.views.snippets import PreviewOnCreateView, PreviewOnEditView
from wagtail.utils.decorators import xframe_options_sameorigin_override

from bilingual.publish_problems import PublishProblem, block_problems, name_of_row
from home.editing.pages_of_a_type import PagesOfAType
from home.editing.reviewing import SaysHowItWasReviewed
from home.editing.saving_pages import PageCreate, PageEdit, PageRevert
from home.mending import mend

TITLE_IS_BLANK = "preview-title-is-blank"
READ_FOR = 3600  # seconds
# What Wagtail's blocks and rich text raise at what their own widgets never send.
NOT_SENT_BY_A_FORM = (KeyError, TypeError, ValueError, AttributeError, RecursionError)
ROUNDS = 3  # of mending bodies: what was wrong within a block may hide that the block is wrong


class ForgivingPreview:
    """Shows what can be read of a form."""

    def validate_form(self, form):
        try:
            if super().validate_form(form):
                return True
        except NOT_SENT_BY_A_FORM:
            return False
        if not form.is_bound or not can_be_forgiven(form):
            return False
        form.instance.left_out = tuple(forgive(form))
        return True

    def error_response(self):
        """Show what is saved: nothing has been typed yet, or nothing that can be read."""
        mode = self.request.GET.get("mode", self.object.default_preview_mode)
        return self.object.make_preview_request(self.request, mode, self.get_extra_request_attrs())


def can_be_forgiven(form) -> bool:
    """Whether the form says which rows it holds: not so where one of them has been deleted meanwhile."""
    return all(
        formset.management_form.is_valid() and not any("id" in row.errors for row in formset.forms)
        for formset in form.formsets.values()
    )


def forgive(form) -> list[PublishProblem]:
    """Let a form that is wrong be taken for right, as far as it can be read; what was wrong in it.

    A field that cannot be read stays as it was saved; of a body, only what cannot be read in a block is left out.
    """
    wrong = []
    for _round in range(ROUNDS):
        bodies = [name for name in form.errors if isinstance(form.fields.get(name), BlockField)]
        if not bodies:
            break
        for name in bodies:
            wrong += _mend_body(form, name)
        form.full_clean()
    wrong += _errors_of(form)
    form._errors = ErrorDict()
    for formset in form.formsets.values():
        for number, row in enumerate(formset.forms, start=1):
            if row.errors and not formset._should_delete_form(row):
                wrong += _errors_of(row, within=name_of_row(row.instance, number))
            row._errors = ErrorDict()
        formset._errors = [{} for _row in formset.forms]
        formset._non_form_errors = formset.error_class()
    return wrong


def _mend_body(form, name: str) -> Iterator[PublishProblem]:
    field = form.fields[name]
    value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    label = str(form[name].label)
    for error in form.errors[name].as_data():
        yield from block_problems(field.block, value, error, label)
        value = mend(field.block, value, error)
    field.clean = lambda _value: field.block.clean_deferred(value)


def _errors_of(form, within: str = "") -> Iterator[PublishProblem]:
    for name, errors in form.errors.items():
        label = str(form[name].label) if name in form.fields else ""
        yield PublishProblem.of(": ".join(filter(None, [capfirst(within), label])), ValidationError(errors.as_data()))


class BlankTitle:
    """Remembers that the title is blank: Wagtail's preview puts a placeholder there."""

    def get_form(self, query_dict):
        is_blank = bool(query_dict) and (not query_dict.get("title") or TITLE_IS_BLANK in query_dict)
        form = super().get_form(query_dict)
        self.object.title_is_blank = is_blank
        if is_blank:
            form.data[TITLE_IS_BLANK] = "on"  # kept with what is typed until the preview is fetched
        return form


class ReadOnce:
    """Remembers what a form said when it was sent, so that the preview is fetched without reading it again."""

    remembered = None  # the page of the form that was sent last
    valid_form = None

    def get_object(self):
        if self.request.method == "GET":
            self.remembered = self._remember()
        return self.remembered or super().get_object()

    def _remember(self):
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        self.object = page.specific_deferred  # of its own type, by which what was sent is found
        state = self._get_form_state()
        return cache.get(key_of(state)) if state else None

    def validate_form(self, form):
        is_valid = super().validate_form(form)
        self.valid_form = form if is_valid else None
        return is_valid

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        if self.valid_form and (state := self._get_form_state()):
            self.valid_form.save(commit=False)
            cache.set(key_of(state), self.object, READ_FOR)
        return response

    @method_decorator(xframe_options_sameorigin_override)
    def get(self, request, *args, **kwargs):
        if not self.remembered:
            return super().get(request, *args, **kwargs)
        mode = request.GET.get("mode", self.object.default_preview_mode)
        return self.object.make_preview_request(request, mode, self.get_extra_request_attrs())


def key_of(state) -> str:
    """Names one sending of one form."""
    return f"home.live_preview.{state.pk}.{state.last_updated_at.timestamp()}"


class PageOnEdit(BlankTitle, ReadOnce, ForgivingPreview, PagePreviewOnEditView):
    """Of a page that there is."""


class PageOnAdd(BlankTitle, ForgivingPreview, PagePreviewOnCreateView):
    """Of a page that has never been saved."""

    def get_object(self):
        page = super().get_object()
        parent = page.get_parent()
        page.locale = parent.locale
        page.set_url_path(parent)
        return page


class SnippetPreviewOnEdit(ForgivingPreview, PreviewOnEditView):
    """Of something that is stored."""


class SnippetPreviewOnAdd(ForgivingPreview, PreviewOnCreateView):
    """Of something never saved."""


class SitePageEdit(SaysHowItWasReviewed, PageEdit):
    """The form of a page that there is."""


class SitePageViewSet(PageViewSet):
    """The views of all pages, with our previews, our saving and our messages on reviews."""

    add_view_class = PageCreate
    edit_view_class = SitePageEdit
    revisions_revert_view_class = PageRevert
    content_type_use_view_class = PagesOfAType
    preview_on_edit_view_class = PageOnEdit
    preview_on_add_view_class = PageOnAdd
