"""What the reader of a draft link answers: that a version is right, or a remark on it. Neither changes anything."""

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

from previews.links import newest, stamp
from previews.models import LONGEST_NAME, LONGEST_REMARK, Answer, LinkedPage

logger = logging.getLogger("previews")

READER = "lasare-via-lank"  # the account that remarks stand under in Wagtail's comments; nobody can sign in with it
MOST_ANSWERS = 200  # of one link
MOST_AT_ONCE, AT_ONCE = 10, timedelta(minutes=10)


class AnswerForm(forms.Form):
    """A name and, in a remark, what it is about. No more is asked of anybody."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field = forms.ChoiceField(label=gettext_lazy("What it is about"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Remark"),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    kind = forms.ChoiceField(choices=Answer.Kind.choices)

    def __init__(self, parts, *args, **kwargs):
        super().__init__(*args, auto_id="answer-%s", **kwargs)
        self.fields["field"].choices = [("", _("The page as a whole")), *parts]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Answer.Kind.REMARK and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write your remark first."))
        return cleaned


def may_answer(linked: LinkedPage) -> bool:
    """Whether there is room for one more answer to a link: nobody fills the editor's desk."""
    answers = Answer.objects.filter(link=linked.link_id)
    lately = answers.filter(answered_at__gt=timezone.now() - AT_ONCE)
    return answers.count() < MOST_ANSWERS and lately.count() < MOST_AT_ONCE


@transaction.atomic
def receive(linked: LinkedPage, cleaned: dict) -> Answer:
    """Keep an answer to the version that was shown; a remark becomes a comment of Wagtail's on it."""
    version = {"revision_id": linked.revision_id, "version_at": linked.version_at, "stamp": linked.stamp}
    is_remark = cleaned["kind"] == Answer.Kind.REMARK
    answer = Answer(link=linked.link, page=linked.page, kind=cleaned["kind"], name=cleaned["name"], **version)
    if is_remark:
        answer.field, answer.text = cleaned["field"], cleaned["text"]
        answer.comment = comment(answer, dict(linked.parts))
    answer.save()
    log(
        linked.page, "previews.remark" if is_remark else "previews.approval"
    )  # no name: a log is kept long
    transaction.on_commit(lambda: tell(answer))
    return answer


def comment(answer: Answer, labels: dict[str, str]) -> Comment:
    """The remark as editors meet it in the form: at its field, or at the title where the form has no place for it."""
    parts = answer.field.split(".")
    relations = answer.page.specific_class.row_relations_with_texts()
    has_place = answer.field and len(parts) <= 3 and parts[0] not in relations
    about = "" if has_place else labels.get(answer.field, "")
    text = f"{answer.name}: {f'[{about}] ' if about else ''}{answer.text}"
    made = Comment(
        page=answer.page,
        user=reader(),
        text=text,
        contentpath=answer.field if has_place else "title",
        revision_created_id=answer.revision_id,
    )
    made.save()
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


def tell(answer: Answer) -> None:
    """Mail an answer to the one who made the link, and to those who follow the comments on the page."""
    link = answer.link
    followers = PageSubscription.objects.filter(page=answer.page, comment_notifications=True, user__is_active=True)
    people = {person for person in [link.made_by, *(one.user for one in followers.select_related("user"))] if person}
    for person in people:
        if not person.email:
            continue
        profile = getattr(person, "wagtail_userprofile", None)
        with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
            title = answer.page.get_admin_display_title()
            if answer.kind == Answer.Kind.APPROVAL:
                subject = _("%(name)s says that “%(title)s” is right") % {"name": answer.name, "title": title}
            else:
                subject = _("%(name)s has a remark on “%(title)s”") % {"name": answer.name, "title": title}
            url = get_admin_base_url() + reverse("wagtailadmin_pages:edit", args=[answer.page_id])
        try:
            send_mail(" ".join(subject.split()), f"{answer.text}\n\n{url}".strip(), [person.email])
        except OSError:  # the answer is in the editor, whether or not mail works
            logger.exception("An answer to a draft link could not be mailed.")


def answers_to(page) -> list[Answer]:
    """What readers have said of a page, the newest first; each with `holds`: whether the page still says the same."""
    answers = list(Answer.objects.filter(page=page.pk).select_related("link", "revision", "comment"))
    now = stamp(newest(page)) if answers else ""
    for answer in answers:
        answer.holds = answer.stamp == now
    return answers
