"""Submitted forms of the editor: the same form sent again gets the first answer and changes nothing."""

import hashlib
import json
from datetime import timedelta
from functools import wraps
from html import unescape

from django.conf import settings
from django.contrib import messages
from django.db import models, transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from bilingual.admin.publish_all import not_published
from bilingual.publish_problems import CannotBePublished

KEY = "form_key"  # identifies one opening of a form
ATTEMPT = "form_attempt"  # names what a browser has sent of it last
USER = "form_user"  # whom it was opened for
MAX_KEY_LENGTH = 64
KEPT_FOR = timedelta(days=7)
NOT_TYPED = {"csrfmiddlewaretoken", KEY, ATTEMPT}  # may differ though nothing else was typed


class Submission(models.Model):
    """A form that was sent and saved, by the key that stood in it; `answer` is what the sender was told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=MAX_KEY_LENGTH)
    attempt = models.CharField(max_length=MAX_KEY_LENGTH)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="submission_once")]

    def __str__(self):
        return self.key


def digest_of(request) -> str:
    """The fingerprint of what a form sends, and where to."""
    sent = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_TYPED)
    files = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    return hashlib.sha256(json.dumps([request.path, sent, files]).encode()).hexdigest()


def sent_once(view, lock):
    """Let a view of a form answer the same form once, and in one transaction.

    `lock(**kwargs)` is called before the view reads anything, so that of several forms that were opened at the same
    version each sees what the ones before it have saved. Of two that have the same key the second waits at the row.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        request.earlier_submission = request.saved_as = None
        if request.method != "POST":
            return view(request, *args, **kwargs)
        if request.POST.get(USER, str(request.user.pk)) != str(request.user.pk):
            return _somebody_elses(request)
        with transaction.atomic():
            submission, is_new = _submission(request)
            if submission and not is_new:
                if submission.digest == digest_of(request):
                    return _answer_again(request, submission.answer)
                request.earlier_submission = submission.answer
            lock(*args, **kwargs)
            try:
                response = view(request, *args, **kwargs)
            except CannotBePublished as error:  # what was typed stays saved: this ends no transaction
                response = not_published(request, error)
            if submission:
                _note(submission, is_new, request, response)
        return response

    return answer


def _somebody_elses(request):
    """Somebody has signed in where another had this form open: it is neither saved nor shown."""
    text = _("The form was opened by somebody else, who is no longer signed in. Nothing was saved.")
    if not request.accepts("text/html"):
        return JsonResponse({"success": False, "error_code": "other_user", "error_message": text}, status=409)
    messages.warning(request, text)
    return HttpResponseRedirect(request.path)


def _submission(request) -> tuple[Submission | None, bool]:
    key = request.POST.get(KEY, "")
    if not key or len(key) > MAX_KEY_LENGTH or "\x00" in key:
        return None, False
    rows = Submission.objects.select_for_update()
    return rows.get_or_create(user=request.user, key=key, defaults={"digest": digest_of(request)})


def _note(submission: Submission, is_new: bool, request, response) -> None:
    """Remember what was saved; forget a form that was not."""
    answer = _answer_of(request, response)
    if answer:
        submission.digest, submission.answer, submission.made_at = digest_of(request), answer, timezone.now()
        submission.attempt = request.POST.get(ATTEMPT, "")[:MAX_KEY_LENGTH]
        submission.save()
        Submission.objects.filter(made_at__lt=timezone.now() - KEPT_FOR).delete()
    elif is_new:
        submission.delete()


def _answer_of(request, response) -> dict:
    told = {"saved_as": request.saved_as} if request.saved_as else {}
    if isinstance(response, HttpResponseRedirect):
        return told | {"url": response.url, "messages": _messages(request)}
    if isinstance(response, JsonResponse) and response.status_code == 200:
        data = json.loads(response.content)
        data.pop("html", None)  # of panels beside the form
        return told | {"json": data}
    return {}


def _messages(request) -> list:
    """What the sender is told, as plain text."""
    queued = getattr(getattr(request, "_messages", None), "_queued_messages", [])
    texts = [(message, str(message.message).partition('<span class="buttons">')[0]) for message in queued]
    return [[message.level, unescape(strip_tags(text)).strip(), message.extra_tags] for message, text in texts]


def _answer_again(request, answer: dict):
    if "json" in answer:
        return JsonResponse(answer["json"])
    for level, text, tags in answer["messages"]:
        messages.add_message(request, level, text, extra_tags=tags)
    return HttpResponseRedirect(answer["url"])
