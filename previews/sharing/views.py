"""The editor's side of draft links: the links to a page, all links of the site, what readers have answered."""

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Count, OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.log_actions import log
from wagtail.permissions import page_permission_policy

from bilingual.access import editable_page
from home.paging import get_page
from previews.models import DraftLink, LinkedPage
from previews.sharing import links
from previews.sharing.feedback import feedback_on
from previews.sharing.link_forms import LinkForm
from previews.time_travel.moments import say_moment
from previews.time_travel.sandbox import LockTimeout

LINKS_PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def page_links(request, page_id: int):
    """The links to a page, and a form that makes one more. The new link is shown in the answer and never again."""
    page = editable_page(request, page_id)
    form = LinkForm(page, request.POST or None)
    made = made_until = ""
    if request.method == "POST" and form.is_valid():
        try:
            token = links.make(form.instance, request.user, form.cleaned_data["form_key"])
        except IntegrityError:  # the same form once more
            messages.info(request, _("That link has been made already. Make a new one if you did not copy it."))
            return redirect("previews:page_links", page.pk)
        except LockTimeout:
            form.add_error(None, _("The pages are being changed right now. Try again in a moment."))
        else:
            made = request.build_absolute_uri(reverse("draft_links:start", args=[token]))
            made_until = say_moment(form.instance.expires_at)
            log(page, "previews.link_made", user=request.user)
            form = LinkForm(page)
    context = {
        "page": page,
        "form": form,
        "made": made,
        "made_until": made_until,
        "links": described(DraftLink.objects.filter(page=page.pk)),
        "answers": feedback_on(page),
        "page_title": _("Show the draft to others"),
    }
    response = TemplateResponse(request, "previews/admin/page_links.html", context)
    response["Referrer-Policy"] = "same-origin"
    return response


@require_safe
def all_links(request):
    """Every link to the pages that the user may edit."""
    pages = page_permission_policy.instances_user_has_any_permission_for(request.user, ["change"])
    found = DraftLink.objects.filter(page__in=pages)
    if request.GET.get("alive") != "all":
        found = found.alive()
    context = {
        "results": get_page(described(found), request.GET, LINKS_PER_PAGE),
        "shows_all": request.GET.get("alive") == "all",
        "page_title": _("Links to drafts"),
    }
    return TemplateResponse(request, "previews/admin/all_links.html", context)


def described(found):
    """Links with what a list says of them, the newest first."""
    withdrawn = LinkedPage.objects.withdrawn().filter(link=OuterRef("pk"), link__shows_withdrawn=False)
    left_out = withdrawn.order_by().values("link").annotate(count=Count("pk")).values("count")
    counted = found.annotate(answer_count=Count("answers"), left_out=Subquery(left_out)).order_by("-made_at", "-pk")
    return counted.defer("rows").select_related("page", "made_by")


@require_POST
def revoke(request, link_id: int):
    """Let a link open nothing from now on."""
    link = get_object_or_404(DraftLink.objects.defer("rows"), pk=link_id)
    editable_page(request, link.page_id)
    if DraftLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now(), rows={}):
        log(link.page, "previews.link_revoked", user=request.user)
    messages.success(request, _("The link has been revoked. It opens nothing any more."))
    if request.POST.get("next") == "all":
        return redirect("previews:all_links")
    return redirect("previews:page_links", link.page_id)
