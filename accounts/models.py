"""What is remembered of those who sign in, and of those who try to."""

from django.db import models
from django.utils import timezone


class SignInQuerySet(models.QuerySet):
    def alive(self):
        return self.filter(until__gt=timezone.now())


class SignIn(models.Model):
    """Failures to sign in to an account from an address, to any account ("") or from any address (""); or that an
    address is known to belong to an account. Only hashes of both, and only until the time that is said."""

    account = models.CharField(max_length=64, blank=True)
    address = models.CharField(max_length=64, blank=True)
    is_known = models.BooleanField(default=False)
    failures = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "address", "is_known"], name="one_sign_in_each")]

    def __str__(self):
        return f"{self.account[:8] or '*'} from {self.address[:8] or '*'}"
