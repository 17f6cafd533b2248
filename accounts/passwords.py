"""What a password must be like, beside what Django's own validators say."""

from django.contrib.auth.password_validation import MinimumLengthValidator

from accounts.limits import begin_again


class LengthValidator(MinimumLengthValidator):
    """Django's. It is also told when somebody has a new password: failures to guess the old one are forgotten."""

    def password_changed(self, password, user):
        begin_again(user.get_username())
