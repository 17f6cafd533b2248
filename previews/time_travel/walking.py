"""The whole site as it will be at a time, for editors: to be walked in, every link staying inside."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home import clock
from previews.time_travel import moments
from previews.time_travel.answering import anonymous_response
from previews.time_travel.future import Future
from previews.time_travel.link_rewriting import OUTSIDE, secret, wrap
from previews.time_travel.sandbox import LockTimeout

WITH_DRAFTS = "-drafts"
LOCAL = "%Y-%m-%dT%H:%M"  # as <input type="datetime-local"> writes and reads it


class MomentForm(forms.Form):
    """Which moment to show, and with what."""

    at = forms.CharField(
        label=gettext_lazy("Day and time"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "required": True}, format=LOCAL),
        max_length=moments.MAX_LENGTH,
    )
    drafts = forms.BooleanField(
        label=gettext_lazy("Show drafts too, as if all of them had been published"), required=False
    )
    path = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_at(self):
        try:
            return moments.read_local(self.cleaned_data["at"])
        except moments.Impossible as error:
            raise forms.ValidationError(str(error)) from error


@require_safe
def choose(request):
    """Ask for the moment; lead into the site as it will be then."""
    asked = "at" in request.GET
    initial = {"at": timezone.localtime(clock.now()).strftime(LOCAL), "path": request.GET.get("path", "/")}
    form = MomentForm(request.GET) if asked else MomentForm(initial=initial)
    if asked and form.is_valid():
        path = form.cleaned_data["path"].lstrip("/")
        return redirect(address_inside(form.cleaned_data["at"], form.cleaned_data["drafts"], f"/{path}"))
    context = {"form": form, "page_title": _("See another day"), "header_icon": "date"}
    return TemplateResponse(request, "previews/admin/choose.html", context, status=400 if asked else 200)


@require_safe
def walk(request, when: str, path: str = ""):
    """A page of the site as it will be at a moment."""
    if f"/{path}".startswith(OUTSIDE):
        return redirect(f"/{path}")
    try:
        moment = moments.read_address(when.removesuffix(WITH_DRAFTS))
    except moments.Impossible as error:
        return impossible(request, str(error))
    future = Future(moment, request.user, drafts=when.endswith(WITH_DRAFTS))
    query = request.META.get("QUERY_STRING", "")
    try:
        response = future.show(lambda: anonymous_response(request, f"/{path}", query))
    except LockTimeout:
        return impossible(request, _("The pages are being changed right now. Try again in a moment."), status=503)
    shown = f"/{path}?{query}" if query else f"/{path}"
    return wrap(request, response, lambda to: address_inside(moment, future.drafts, to), banner(request, future, shown))


def address_inside(moment, drafts: bool, path: str) -> str:
    """Where a path of the site is in the site as it will be."""
    when = moments.write_address(moment) + (WITH_DRAFTS if drafts else "")
    return reverse("previews:walk_start", args=[when]) + path.lstrip("/")


def banner(request, future: Future, path: str) -> str:
    """Tells editors that this is not the current site, and lets them choose another moment."""
    local = timezone.localtime(future.moment)
    form = MomentForm(
        initial={"at": local.strftime(LOCAL), "drafts": future.drafts, "path": path}, auto_id="preview-%s"
    )
    context = {
        "form": form,
        "language": get_language(),
        "when": moments.say_moment(local),
        "iso": local.isoformat(timespec="minutes"),
        "changes": len(future.versions),
        "hidden": future.hidden,
        "drafts": future.drafts,
        "choose_url": reverse("previews:choose"),
        "leave_url": path,
        "is_past": future.moment < timezone.now(),
    }
    return render_to_string("previews/walk_banner.html", context, request)


def impossible(request, message: str, status: int = 400) -> HttpResponse:
    """A page that says why there is nothing to show."""
    in_panel = "in_preview_panel" in request.GET  # where a link would lead away from the form
    choose_url = "" if in_panel else reverse("previews:choose")
    context = {"message": message, "choose_url": choose_url, "language": get_language()}
    return secret(TemplateResponse(request, "previews/impossible.html", context, status=status))
