"""Previews of snippets: what visitors see of a speaker, a venue, a contact, in each language of the site."""

import functools

from django.conf import settings
from django.urls import NoReverseMatch
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import PreviewableMixin

from bilingual.languages import language_name
from home.languages import added_languages


class PreviewedInLanguages(PreviewableMixin):
    """A snippet that is previewed in every language of the site, the first language first."""

    left_out: tuple = ()  # what a form held that could not be read: told by the preview, home/live_preview.py

    @property
    def preview_modes(self):
        return [(code, capfirst(language_name(code))) for code in self._preview_languages]

    @functools.cached_property
    def _preview_languages(self) -> list[str]:
        return sorted((code for code, _name in added_languages()), key=lambda code: code != settings.LANGUAGE_CODE)

    def make_preview_request(self, original_request=None, preview_mode=None, extra_request_attrs=None):
        self.fetched_texts = None  # the form may have changed them
        modes = self.preview_modes
        code = preview_mode if preview_mode in dict(modes) else modes[0][0]
        known = {"previewed": self, "modes_to_choose": modes, "editor_language": get_language()}
        with override(code):  # the address says which language it is
            return super().make_preview_request(original_request, code, {**(extra_request_attrs or {}), **known})

    def get_full_url(self):
        try:
            path = self.get_absolute_url()
        except (AttributeError, NoReverseMatch):  # most snippets have no page, and a new one has no address
            path = f"/{get_language()}/"
        return f"{get_admin_base_url()}{path}"

    full_url = property(get_full_url)

    def get_preview_template(self, request, mode_name):
        return "home/snippet_preview.html"

    def get_preview_context(self, request, mode_name):
        from home.site_chrome import SiteChrome  # which needs all models

        name = self.said("name")
        kind = capfirst(str(self._meta.verbose_name))
        site_chrome = SiteChrome(request, crumb=name.plain or kind)
        return {"name": name, "kind": kind, "site_chrome": site_chrome, **self.shown_in_preview()}

    def shown_in_preview(self) -> dict:
        """What home/snippet_preview.html shows: a `component` and its variables under a `heading`, or a `text`."""
        return {}
