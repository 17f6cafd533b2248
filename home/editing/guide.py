"""The guide for editors (docs/editors.sv.md), shown inside the editor."""

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown import Extension, Markdown
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor
from PIL import Image
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

GUIDE = settings.BASE_DIR / "docs" / "editors.sv.md"
STATIC = "../static/"  # where the guide's pictures are, seen from the guide: a code host shows them too


class StaticPictures(Treeprocessor):
    """Gives each picture the address that the site serves it at, and its size, so that no text moves when it comes."""

    def run(self, root):
        for picture in root.iter("img"):
            name = picture.get("src", "").removeprefix(STATIC)
            try:
                with Image.open(settings.BASE_DIR / "static" / name) as file:
                    size = {"width": str(file.width), "height": str(file.height)}
                picture.attrib |= {"src": static(name), "loading": "lazy"} | size
            except (OSError, ValueError):  # not there, or not collected yet: its words stand in its place
                continue


class StaticPicturesExtension(Extension):
    """Puts StaticPictures after what makes the pictures."""

    def extendMarkdown(self, md):  # noqa: N802 - Markdown's own name
        md.treeprocessors.register(StaticPictures(md), "static_pictures", 0)


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """The guide as a page, its contents beside it. It is ours and in Swedish, whatever language the editor reads."""

    template_name = "admin/guide.html"
    page_title = _("Guide")
    header_icon = "help"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        contents = TocExtension(slugify=slugify_unicode, toc_depth="2-3")
        markdown = Markdown(extensions=[contents, "tables", StaticPicturesExtension()], output_format="html")
        text = markdown.convert(GUIDE.read_text(encoding="utf-8"))
        return super().get_context_data(**kwargs) | {"text": text, "contents": markdown.toc}
