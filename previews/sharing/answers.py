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

from previews.models import MAX_NAME_LENGTH, MAX_REMARK_LENGTH, Answer, LinkedPage
from previews.sharing.links import newest, stamp

logger = logging.getLogger("previews")

READER = "lasare-via-lank"  # the account that remarks stand under in Wagtail's comments; nobody can sign in with it
FACTS = "facts"  # what a remark can be about beside the texts
MAX_FEEDBACK = 200  # of one link
MAX_AT_ONCE, AT_ONCE = 10, timedelta(minutes=10)


class AnswerForm(forms.Form):
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
    kind = forms.ChoiceField(choices=Answer.Kind.choices)

    def __init__(self, parts, *args, **kwargs):
        super().__init__(*args, auto_id="answer-%s", **kwargs)
        self.fields["field"].choices = [
            ("", _("The page as a whole")),
            (FACTS, _("Time, place and people")),
            *labels_of(parts),
        ]

    def clean(self):
        cleaned = super().clean()
        if "text" not in self.errors and bool(cleaned.get("text")) != (cleaned.get("kind") == Answer.Kind.REMARK):
            approved = cleaned.get("kind") == Answer.Kind.APPROVAL
            told = _("You have written a remark. Send it, or take the text away if all is right.")
            self.add_error("text", told if approved else _("Write your remark first."))
        for name in list(self.errors)[:1]:
            if name in self.fields:
                self.fields[name].widget.attrs["autofocus"] = True  # the reader is led to what is wrong
        return cleaned


def may_answer(linked: LinkedPage) -> bool:
    """Whether there is room for one more answer to a link: nobody fills the editor's desk."""
    answers = Answer.objects.filter(link=linked.link_id)
    lately = answers.filter(answered_at__gt=timezone.now() - AT_ONCE)
    return answers.count() < MAX_FEEDBACK and lately.count() < MAX_AT_ONCE


@transaction.atomic
def receive(linked: LinkedPage, cleaned: dict) -> Answer:
    """Keep an answer to the version that was shown; a remark becomes a comment of Wagtail's on it."""
    version = {"revision_id": linked.revision_id, "version_at": linked.version_at, "stamp": linked.stamp}
    is_remark = cleaned["kind"] == Answer.Kind.REMARK
    said = {"link": linked.link, "page": linked.page, "kind": cleaned["kind"], "name": cleaned["name"], **version}
    if not is_remark and (before := Answer.objects.filter(**said).first()):
        return before  # the button was pressed twice
    answer = Answer(**said)
    if is_remark:
        answer.field, answer.text = cleaned["field"], cleaned["text"]
        with override(settings.LANGUAGE_CODE):
            answer.about = dict([*labels_of(linked.parts), (FACTS, _("Time, place and people"))]).get(answer.field, "")
        places = {key for key, _name, has_place in linked.parts if has_place}
        answer.comment = comment(answer, has_place=answer.field in places)
    answer.save()
    log(linked.page, "previews.remark" if is_remark else "previews.approval")  # no name: a log is kept long
    transaction.on_commit(lambda: tell(answer))
    return answer


def labels_of(parts: list) -> list[tuple[str, str]]:
    """The texts that a remark can be about, as choices."""
    return [(key, name) for key, name, _has_place in parts]


def comment(answer: Answer, *, has_place: bool) -> Comment:
    """The remark as editors meet it in the form: at its field, or at the title where the form has no place for it."""
    about = f"[{answer.about}] " if answer.about and not has_place else ""
    made = Comment(
        page=answer.page,
        user=reader(),
        text=f"{answer.name}: {about}{answer.text}",
        contentpath=answer.field if has_place else "title",
        position="[]",  # of no words in it: the rich text editor reads JSON
        revision_created_id=answer.revision_id,
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


def tell(answer: Answer) -> None:
    """Mail an answer to the one who made the link, and to those who follow the comments on the page."""
    link = answer.link
    followers = PageSubscription.objects.filter(page=answer.page, comment_notifications=True, user__is_active=True)
    url = get_admin_base_url() + reverse("wagtailadmin_pages:edit", args=[answer.page_id])
    message = "\n\n".join(part for part in (answer.about, answer.text, url) if part)
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
        try:
            send_mail(" ".join(subject.split()), message, [person.email])
        except OSError:  # the answer is in the editor, whether or not mail works
            logger.exception("An answer to a draft link could not be mailed.")


def answers_to(page) -> list[Answer]:
    """What readers have said of a page, the newest first; each with `holds`: whether the page still says the same."""
    answers = list(Answer.objects.filter(page=page.pk).select_related("link", "comment").defer("link__rows"))
    now = stamp(newest(page)) if answers else ""
    for answer in answers:
        answer.holds = answer.stamp == now
    return answers
