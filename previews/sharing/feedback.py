"""What readers of a draft link say: that a version is right, or a remark on it. Neither changes anything."""

import logging
from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log
from wagtail.models import Comment, PageSubscription

from previews.models import MAX_NAME_LENGTH, MAX_REMARK_LENGTH, Feedback, LinkedPage
from previews.sharing.links import newest, stamp

logger = logging.getLogger("previews")

READER = "lasare-via-lank"  # the account that remarks stand under in Wagtail's comments; nobody can sign in with it
FACTS = "facts"  # what a remark can be about beside the texts
MAX_FEEDBACK = 200  # of one link
MAX_AT_ONCE, AT_ONCE = 10, timedelta(minutes=10)


class FeedbackForm(forms.Form):
    """A name and, in a remark, what it is about. No more is asked of anybody."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=MAX_NAME_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field = forms.ChoiceField(label=gettext_lazy("What it is about"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=MAX_REMARK_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(choices=Feedback.Kind.choices)

    def __init__(self, parts, *args, **kwargs):
        super().__init__(*args, auto_id="answer-%s", **kwargs)
        self.fields["field"].choices = [
            ("", _("The page as a whole")),
            (FACTS, _("Time, place and people")),
            *labels_of(parts),
        ]

    def clean(self):
        cleaned = super().clean()
        if "text" not in self.errors and bool(cleaned.get("text")) != (cleaned.get("kind") == Feedback.Kind.REMARK):
            approved = cleaned.get("kind") == Feedback.Kind.APPROVAL
            told = _("You have written a remark. Send it, or take the text away if all is right.")
            self.add_error("text", told if approved else _("Write your remark first."))
        for name in list(self.errors)[:1]:
            if name in self.fields:
                self.fields[name].widget.attrs["autofocus"] = True  # the reader is led to what is wrong
        return cleaned


def may_give_feedback(linked: LinkedPage) -> bool:
    """Whether a link takes more feedback: nobody floods the editors."""
    feedback = Feedback.objects.filter(link=linked.link_id)
    lately = feedback.filter(answered_at__gt=timezone.now() - AT_ONCE)
    return feedback.count() < MAX_FEEDBACK and lately.count() < MAX_AT_ONCE


@transaction.atomic
def receive(linked: LinkedPage, cleaned: dict) -> Feedback:
    """Store feedback on the version that was shown; a remark becomes a comment of Wagtail's on it."""
    version = {"revision_id": linked.revision_id, "version_at": linked.version_at, "stamp": linked.stamp}
    is_remark = cleaned["kind"] == Feedback.Kind.REMARK
    said = {"link": linked.link, "page": linked.page, "kind": cleaned["kind"], "name": cleaned["name"], **version}
    if not is_remark and (before := Feedback.objects.filter(**said).first()):
        return before  # the button was pressed twice
    feedback = Feedback(**said)
    if is_remark:
        feedback.field, feedback.text = cleaned["field"], cleaned["text"]
        with override(settings.LANGUAGE_CODE):
            feedback.about = dict([*labels_of(linked.parts), (FACTS, _("Time, place and people"))]).get(
                feedback.field, ""
            )
        places = {key for key, _name, has_place in linked.parts if has_place}
        feedback.comment = comment(feedback, has_place=feedback.field in places)
    feedback.save()
    log(linked.page, "previews.remark" if is_remark else "previews.approval")  # no name: a log is kept long
    transaction.on_commit(lambda: notify_maker(feedback))
    return feedback


def labels_of(parts: list) -> list[tuple[str, str]]:
    """The texts that a remark can be about, as choices."""
    return [(key, name) for key, name, _has_place in parts]


def comment(feedback: Feedback, *, has_place: bool) -> Comment:
    """The remark as editors meet it in the form: at its field, or at the title where the form has no place for it."""
    about = f"[{feedback.about}] " if feedback.about and not has_place else ""
    made = Comment(
        page=feedback.page,
        user=reader(),
        text=f"{feedback.name}: {about}{feedback.text}",
        contentpath=feedback.field if has_place else "title",
        position="[]",  # of no words in it: the rich text editor reads JSON
        revision_created_id=feedback.revision_id,
    )
    made.save(update_position=True)
    return made


def reader():
    """The account that remarks stand under, made when it is first needed."""
    user, created = get_user_model().objects.get_or_create(
        username=READER, defaults={"first_name": "Läsare", "last_name": "via länk", "is_active": False}
    )
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def notify_maker(feedback: Feedback) -> None:
    """Mail feedback to the maker of the link, and to those who follow the comments on the page."""
    link = feedback.link
    followers = PageSubscription.objects.filter(page=feedback.page, comment_notifications=True, user__is_active=True)
    url = get_admin_base_url() + reverse("wagtailadmin_pages:edit", args=[feedback.page_id])
    message = "\n\n".join(part for part in (feedback.about, feedback.text, url) if part)
    people = {person for person in [link.made_by, *(one.user for one in followers.select_related("user"))] if person}
    for person in people:
        if not person.email:
            continue
        profile = getattr(person, "wagtail_userprofile", None)
        with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
            title = feedback.page.get_admin_display_title()
            if feedback.kind == Feedback.Kind.APPROVAL:
                subject = _("%(name)s says that “%(title)s” is right") % {"name": feedback.name, "title": title}
            else:
                subject = _("%(name)s has a remark on “%(title)s”") % {"name": feedback.name, "title": title}
        try:
            send_mail(" ".join(subject.split()), message, [person.email])
        except OSError:  # the feedback is in the editor, whether or not mail works
            logger.exception("An answer to a draft link could not be mailed.")


def feedback_on(page) -> list[Feedback]:
    """What readers have said of a page, the newest first; each with `holds`: whether the page still says the same."""
    found = list(Feedback.objects.filter(page=page.pk).select_related("link", "comment").defer("link__rows"))
    now = stamp(newest(page)) if found else ""
    for feedback in found:
        feedback.holds = feedback.stamp == now
    return found
