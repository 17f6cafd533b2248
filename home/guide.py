"""The guide for editors (docs/editors.sv.md), shown inside the editor."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown import Markdown
from markdown.extensions.toc import slugify_unicode
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

GUIDE = settings.BASE_DIR / "docs" / "editors.sv.md"


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """The guide as a page, its contents beside it. It is ours and in Swedish, whatever language the editor reads."""

    template_name = "admin/guide.html"
    page_title = _("Guide")
    header_icon = "help"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        contents = {"slugify": slugify_unicode, "toc_depth": "2-3"}
        markdown = Markdown(extensions=["toc", "tables"], extension_configs={"toc": contents}, output_format="html")
        text = markdown.convert(GUIDE.read_text(encoding="utf-8"))
        return super().get_context_data(**kwargs) | {"text": text, "contents": markdown.toc}
