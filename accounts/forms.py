"""The form that staff sign in with."""

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.auth import LoginForm

from accounts.limits import is_refused


class SignInForm(LoginForm):
    """Wagtail's, which says so when there have been too many failures."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = AuthenticationForm.base_fields["password"].label  # Wagtail's has none

    def get_invalid_login_error(self):
        if is_refused(self.request, self.cleaned_data["username"]):
            told = _("Too many attempts have failed. Wait a quarter of an hour, or choose a new password by mail.")
            return ValidationError(told, code="too_many")
        return super().get_invalid_login_error()
