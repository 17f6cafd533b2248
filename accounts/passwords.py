"""What a password must be like, beside what Django's own validators say."""

from django.contrib.auth.password_validation import MinimumLengthValidator

from accounts.limits import begin_again


class LengthValidator(MinimumLengthValidator):
    """Django's, which also forgets the failed guesses at an old password when there is a new one."""

    def password_changed(self, password, user):
        begin_again(user.get_username())
