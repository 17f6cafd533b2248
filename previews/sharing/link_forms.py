"""The form that makes a draft link."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.public import open_languages
from previews.models import DAYS, MAX_DAYS, DraftLink, Scope, is_withdrawn
from previews.sharing.links import pages_in

MAX_NAMED = 10


class LinkForm(forms.ModelForm):
    """What a link shows, for how long, and for whom."""

    days = forms.IntegerField(
        label=gettext_lazy("For how many days"),
        min_value=1,
        max_value=MAX_DAYS,
        initial=DAYS,
        help_text=gettext_lazy("At most 90. The link can be revoked at any time before."),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value", "required"), gettext_lazy("Write a number from 1 to 90.")
        ),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = DraftLink
        fields = ["scope", "shows_withdrawn", "follows", "shows_changes", "takes_answers", "note"]
        widgets = {"scope": forms.RadioSelect}

    field_order = ["scope", "shows_withdrawn", "note", "days", "follows", "shows_changes", "takes_answers"]

    def __init__(self, page, *args, **kwargs):
        super().__init__(*args, instance=DraftLink(page=page), **kwargs)
        self.fields["form_key"].initial = uuid4
        choices = [choice for choice in Scope.choices if choice[0] != Scope.BELOW or page.allowed_subpage_models()]
        self.fields["scope"].choices = choices
        if names := withdrawn_titles(page, choices[-1][0]):
            told = _("They were public and have been unpublished: %(titles)s. They are left out unless you tick this.")
            self.fields["shows_withdrawn"].help_text = told % {"titles": names}
        else:
            del self.fields["shows_withdrawn"]

    def clean(self):
        cleaned = super().clean()
        page = self.instance.page
        if page.get_view_restrictions().exists():
            raise forms.ValidationError(_("The page is private. Nobody without an account can be shown it by a link."))
        if page.locale.language_code not in open_languages():
            raise forms.ValidationError(
                _("The start page in this language is not public. Publish it before drafts are shown to others.")
            )
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        days = self.cleaned_data.get("days")
        self.instance.expires_at = timezone.now() + timedelta(days=days or DAYS)


def withdrawn_titles(page, scope: str) -> str:
    """The titles of the pages that have been withdrawn among those that a link to a page would show."""
    others = pages_in(DraftLink(page=page, scope=scope)).filter(is_withdrawn()).exclude(pk=page.pk)
    titles = list(others.values_list("title", flat=True)[: MAX_NAMED + 1])
    return ", ".join([*titles[:MAX_NAMED], *("…" for _more in titles[MAX_NAMED:])])
