"""The states that a page can be previewed in: the current one, and each that its fields do not rule out.

A state is previewed by assuming facts, by setting the clock, or both. Only a copy of the page is told what is assumed,
so that nothing of it can be saved.
"""

from collections.abc import Mapping
from contextlib import nullcontext
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils import functional
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home import clock

AS_IT_IS_NOW = ""


@dataclass(frozen=True)
class PreviewState:
    """A state that a page can be previewed in: the facts that are assumed, and the moment if it is another than now."""

    key: str
    label: str
    facts: Mapping = field(default_factory=dict)
    moment: datetime | None = None


def modes_of(states: list[PreviewState]) -> list[tuple]:
    """The states as Wagtail's preview modes. The current state is first, and so the default."""
    return [(AS_IT_IS_NOW, _("As it is now")), *((state.key, state.label) for state in states)]


class PreviewedInStates:
    """A page that is previewed in states. A page type declares them in `preview_states`."""

    # What a form held that could not be read, and whether the title is the preview's own: from home/live_preview.py.
    left_out: tuple = ()
    title_is_blank = False

    def preview_states(self) -> list[PreviewState]:
        """The states that the facts of the page, as they are, do not rule out now."""
        return []

    @property
    def preview_modes(self):
        return modes_of(self.preview_states())

    def make_preview_request(self, original_request=None, preview_mode=None, extra_request_attrs=None):
        if self.title_is_blank:
            self.title = ""
        states = self.preview_states()
        state = next((state for state in states if state.key == preview_mode), None)
        known = {
            "previewed": self,
            "preview_state": state,
            "modes_to_choose": modes_of(states),
            "preview_state_is_gone": bool(preview_mode) and state is None,
            "editor_language": get_language(),  # the editor's; the preview itself is in the page's language
        }
        if user := getattr(original_request, "user", None):
            known["_cached_user"] = user  # as Django keeps it on a request: else it would be fetched once more
        key = state.key if state else AS_IT_IS_NOW
        return super().make_preview_request(original_request, key, {**(extra_request_attrs or {}), **known})

    def serve_preview(self, request, mode_name):
        state = getattr(request, "preview_state", None)
        if state is None:
            return super().serve_preview(request, AS_IT_IS_NOW)
        with clock.at(state.moment) if state.moment else nullcontext():
            # Rendered here: a template asks for the time as late as it can.
            return super(PreviewedInStates, self.assuming(state.facts)).serve_preview(request, state.key).render()

    def assuming(self, facts: Mapping):
        """A copy of the page, not to be saved, with other facts."""
        page = copy(self)
        for name in self.__dict__:
            if isinstance(getattr(type(self), name, None), (cached_property, functional.cached_property)):
                del page.__dict__[name]
        for name, value in facts.items():
            setattr(page, name, value)
        return page
