"""The forms of pages as they are saved: from the newest version, or not at all."""

from django.http import HttpResponse
from django.urls import resolve, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.models import Page

from bilingual import translation_groups
from home.editing.saving import SentOnce, check_as_draft, tell_shown_again
from home.editing.submissions import KEY

OVERWRITE = "overwrite_newer"  # the key of the newer version that the user chose to overwrite


class PageShownAgain:
    """The form of a page with what was typed in it, which is not saved."""

    def show_again(self, parent):
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=parent,
            for_user=self.request.user,
        )
        check_as_draft(self.form)
        self.has_unsaved_changes = True
        return self.render_to_response(self.get_context_data())


class FromNewestVersion(PageShownAgain):
    """The form of a page that is there. Wagtail asks this of autosaves only, and before anybody else is kept out."""

    @staticmethod
    def wait_for_others(page_id, **kwargs):
        page = Page.objects.only("translation_key").filter(pk=page_id).first()
        if page:
            translation_groups.lock_groups(page)

    @cached_property
    def is_out_of_date(self):
        if not self.latest_revision:
            return False
        sent = self.request.POST
        latest = (str(self.latest_revision.pk), self.latest_revision_created_at)
        base = (sent.get("loaded_revision_id"), sent.get("loaded_revision_created_at"))
        if base == latest:
            return sent.get("overwrite_revision_id", latest[0]) != latest[0]
        if self._goes_on_from_own_autosave(base, latest):
            return False
        return any(base) or KEY in sent

    def _goes_on_from_own_autosave(self, base, latest) -> bool:
        """Whether a browser without our script says that it saved the newest version itself."""
        if own := self.request.POST.get("overwrite_revision_id"):
            return own == latest[0] != base[0]
        saved = (self.request.earlier_submission or {}).get("json", {})
        is_own = (str(saved.get("revision_id")), saved.get("revision_created_at")) == latest
        return is_own and not self.expects_json_response

    @property
    def overwrites(self) -> bool:
        """Whether the user has seen the warning and chosen to overwrite."""
        chosen = self.request.POST.get(OVERWRITE)
        return not self.expects_json_response and chosen == str(self.latest_revision.pk)

    @property
    def has_conflict(self) -> bool:
        return self.request.method == "POST" and self.is_out_of_date

    def get_object(self):
        """The page as the form was opened at it, so that its rows are those that the form speaks of."""
        page = super().get_object()
        if not self.has_conflict:
            return page
        sent = self.request.POST
        base = self.real_page_record.revisions.filter(pk=number_of(sent.get("loaded_revision_id"))).first()
        if base and base.created_at.isoformat() == sent.get("loaded_revision_created_at"):
            page = base.as_object()
        keep_rows_of_form(page, sent)
        return page

    def post(self, request, *args, **kwargs):
        if self.page.alias_of_id:
            return HttpResponse(status=405)
        if self.shows_again or (self.has_conflict and not self.expects_json_response and not self.overwrites):
            if self.shows_again:
                tell_shown_again(self.request)
            if self.is_out_of_date:
                self.tell_conflict()
            return self.show_again(self.parent)
        return super().post(request, *args, **kwargs)

    def tell_conflict(self):
        look = messages.button(self.get_edit_url(), _("Look at the other version"), new_window=True)
        messages.error(self.request, newer_version_text(self.latest_revision, self.request.user), buttons=[look])

    def json_error_response(self, error_code, error_message):
        if error_code == "invalid_revision":
            error_message = _("Somebody has saved a newer version. What you type is kept in this browser.")
        return super().json_error_response(error_code, error_message)

    def get_editing_sessions(self):
        module = super().get_editing_sessions()
        if self.has_conflict:  # the session looks for what is newer than this
            module.revision_created_at = self.base_created_at
        return module

    @property
    def base_created_at(self) -> str:
        return self.request.POST.get("loaded_revision_created_at") or "1970-01-01T00:00:00+00:00"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if self.has_conflict and not self.expects_json_response:
            context["loaded_revision_created_at"] = self.base_created_at  # it stays out of date
            context["newer_version"] = self.latest_revision.pk
        return context


def number_of(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def keep_rows_of_form(page, sent) -> None:
    """Take away the rows that a form does not have: else they would stand beside those that it adds."""
    for relation in page._meta.related_objects:
        name = relation.get_accessor_name()
        if f"{name}-TOTAL_FORMS" not in sent:
            continue
        manager = getattr(page, name, None)
        total = number_of(sent[f"{name}-TOTAL_FORMS"]) or 0
        named = {sent.get(f"{name}-{number}-id") for number in range(min(total, 1000))}
        if hasattr(manager, "get_object_list"):
            manager.set([row for row in manager.all() if row.pk is None or str(row.pk) in named])


def newer_version_text(revision, user) -> str:
    """What a user is told whose form is older than the newest version."""
    if revision.user_id == user.pk:
        return _("You have saved a newer version in another window. What you have typed here stands below, not saved.")
    who = user_display_name(revision.user) if revision.user else _("Somebody")
    text = _("%(who)s has saved a newer version since you opened it. What you have typed stands below, not saved.")
    return text % {"who": who}


class PageEdit(FromNewestVersion, SentOnce, EditView):
    """Of a page that there is."""


class PageRevert(FromNewestVersion, SentOnce, RevisionsRevertView):
    """Of an earlier version of a page."""

    def get_object(self):
        return self.previous_revision.as_object()


class PageCreate(PageShownAgain, SentOnce, CreateView):
    """Of a page that has never been saved."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["action_menu"].context["page"] = self.page  # else the button says "Publish" of what it will schedule
        return context

    def run_hook(self, hook_name, *args, **kwargs):
        if hook_name == "after_create_page":
            self.request.saved_as = self.page.pk
        return super().run_hook(hook_name, *args, **kwargs)

    def post(self, request):
        made = (request.earlier_submission or {}).get("saved_as")
        if made and Page.objects.filter(pk=made).exists():  # the form goes on as that of the page it has made
            view = resolve(reverse("wagtailadmin_pages:edit", args=[made]))
            return view.func(request, *view.args, **view.kwargs)
        if self.shows_again:
            tell_shown_again(self.request)
            return self.show_again(self.parent_page)
        return super().post(request)
