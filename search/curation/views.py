"""The editor's lists and forms of what steers the search."""

from django.db.models import Prefetch
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, UpdatedAtColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from home.editing.saving import Create, Edit
from home.languages import added_languages
from search.curation import relevance_checks
from search.curation.explanation import explain
from search.curation.models import MAX_QUESTION_LENGTH
from search.models import MustFind, PromotedPage, Promotion, Term


class ResultColumn(Column):
    """Where a page was found, marked where that is not as it should be."""

    cell_template_name = "search/admin/result_cell.html"


class CurationIndex(IndexView):
    """A list, with a few words above it of what it is for."""

    explanation = ""


class QuestionIndex(CurationIndex):
    """A list of questions, each with the way to what it gives."""

    def get_list_more_buttons(self, instance):
        see = Button(_("See the results"), instance.results_url, icon_name="search", priority=25)
        return [*super().get_list_more_buttons(instance), see]


class PromotionIndex(QuestionIndex):
    def get_base_queryset(self):
        pages = PromotedPage.objects.select_related("page")
        return super().get_base_queryset().prefetch_related(Prefetch("pages", pages))


class MustFindIndex(QuestionIndex):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("page")


class PrefilledCreate(Create, CreateView):
    """A form that holds the question that the address names, as the report's links do."""

    def get_initial_form_instance(self):
        instance = self.model()
        question = " ".join(self.request.GET.get("question", "").replace("\x00", " ").split())[:MAX_QUESTION_LENGTH]
        language = self.request.GET.get("language", "")
        if language not in dict(added_languages()):
            language = added_languages()[0][0]
        if isinstance(instance, Term):
            instance.words = {language: [question]} if question else {}
        else:
            instance.question, instance.language = question, language
        return instance


class Checked:
    """Looks at once where the page is found, and tells it."""

    def save_action(self):
        relevance_checks.check([self.object])
        return super().save_action()

    def get_success_message(self, instance=None):
        row = instance or self.object
        return _("Saved. “%(question)s”: %(result)s.") % {"question": row.question, "result": row.says}


class MustFindCreate(Checked, PrefilledCreate):
    pass


class CurationEdit(Edit, EditView):
    pass


class MustFindEdit(Checked, CurationEdit):
    """Says why the page stands where it does, too."""

    def get_context_data(self, **kwargs):
        row = self.object
        if row.page:
            versions = Page.objects.filter(translation_key=row.page.translation_key)
            row.explanation = explain(row.question, row.language, versions.values_list("pk", flat=True))
        return super().get_context_data(**kwargs)


class CurationViewSet(ModelViewSet):
    """What they have in common."""

    index_view_class = CurationIndex
    add_view_class = PrefilledCreate
    edit_view_class = CurationEdit
    index_template_name = "search/admin/curation_index.html"
    copy_view_enabled = False
    list_per_page = 50
    explanation = ""

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(explanation=self.explanation, **kwargs)

    @cached_property
    def url_prefix(self):
        return f"search/{self.name.removeprefix('search_').replace('_', '-')}"


class TermViewSet(CurationViewSet):
    """Words with one meaning."""

    model = Term
    name = "search_words"
    icon = "openquote"
    menu_label = gettext_lazy("Words with one meaning")
    explanation = gettext_lazy(
        "Whoever searches for one of the words in a row finds what is written with the others, in both languages."
    )
    list_display = ["name", UpdatedAtColumn()]
    search_fields = ["name"]


class PromotionViewSet(CurationViewSet):
    """The editors' choice."""

    model = Promotion
    name = "search_choices"
    icon = "pick"
    menu_label = gettext_lazy("Editors' choice")
    explanation = gettext_lazy(
        "Pages that stand first, marked as the editors' choice, when exactly this question is asked."
    )
    index_view_class = PromotionIndex
    list_display = [
        "question",
        "language",
        Column("page_titles", label=gettext_lazy("Pages")),
        DateColumn("valid_until", label=gettext_lazy("Valid until"), sort_key="valid_until"),
        StatusTagColumn("status", label=gettext_lazy("Status"), primary=lambda row: not row.has_run_out),
    ]
    search_fields = ["question"]
    list_filter = ["language"]


class MustFindViewSet(CurationViewSet):
    """Pages that must be found."""

    model = MustFind
    name = "search_must_find"
    icon = "crosshairs"
    menu_label = gettext_lazy("Must be found")
    explanation = gettext_lazy(
        "Questions, and the page that must be among the first hits of each. It is checked whenever something is "
        "published; what is not found as it should is shown on the start page of the editor."
    )
    index_view_class = MustFindIndex
    add_view_class = MustFindCreate
    edit_view_class = MustFindEdit
    list_display = [
        "question",
        "language",
        Column("title_of_page", label=gettext_lazy("Page")),
        "within",
        ResultColumn("says", label=gettext_lazy("Result")),
        DateColumn("checked_at", label=gettext_lazy("Checked"), sort_key="checked_at"),
    ]
    search_fields = ["question", "page_title"]
    list_filter = ["language"]
