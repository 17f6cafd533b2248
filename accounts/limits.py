"""The limit on password guesses, counted in the database so that all processes share it.

Nobody locks the staff out: failures from everywhere close an account only to addresses that it has not signed in from
lately, and whoever chooses a new password by mail begins again.
"""

import ipaddress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import SignIn
from config.client_ip import client_ip

WINDOW, KNOWN_FOR = timedelta(minutes=15), timedelta(days=90)
MAX_OF_BOTH = 10  # failures within the window to one account from one address
MAX_OF_ADDRESS = 60  # to all accounts from one address, which may be that of a whole office
MAX_OF_ACCOUNT = 100  # to one account from all addresses


def hashed(kind: str, value: str) -> str:
    return salted_hmac(f"accounts.{kind}", value, algorithm="sha256").hexdigest() if value else ""


def account_of(username: str) -> str:
    return hashed("account", username.strip().casefold()[:254])


def address_of(request) -> str:
    """The address of a request, or "". For IPv6 its /64 network, as one caller has all its addresses."""
    address = client_ip(request)
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return hashed("address", address)
    return hashed("address", str(ipaddress.ip_network(f"{found}/{32 if found.version == 4 else 64}", strict=False)))


def is_refused(request, username: str) -> bool:
    """Whether there have been so many failures that no password is looked at for a while, not even the right one."""
    account, address = account_of(username), address_of(request)
    if not address:
        return False
    rows = SignIn.objects.alive().filter(account__in=[account, ""], address__in=[address, ""])
    found = {(row.account, row.address, row.is_known): row.failures for row in rows}
    if found.get((account, address, False), 0) >= MAX_OF_BOTH or found.get(("", address, False), 0) >= MAX_OF_ADDRESS:
        return True
    return found.get((account, "", False), 0) >= MAX_OF_ACCOUNT and (account, address, True) not in found


def failed(request, username: str, *, from_anywhere: bool = True) -> None:
    """Count a failure, also among those from anywhere."""
    account, address = account_of(username), address_of(request)
    if not address:
        return
    now = timezone.now()
    SignIn.objects.filter(until__lte=now).delete()
    keys = [(account, address), ("", address), (account, "")]
    for key in keys if from_anywhere else keys[:2]:  # in one order, for all who come at once
        with transaction.atomic():
            row, _made = SignIn.objects.select_for_update().get_or_create(
                account=key[0], address=key[1], is_known=False, defaults={"until": now + WINDOW}
            )
            row.failures += 1
            row.save(update_fields=["failures"])


def succeeded(request, username: str) -> None:
    """Forget the failures from here, and know the address from now on."""
    account, address = account_of(username), address_of(request)
    if not address:
        return
    SignIn.objects.filter(account=account, address=address, is_known=False).delete()
    until = timezone.now() + KNOWN_FOR
    SignIn.objects.update_or_create(account=account, address=address, is_known=True, defaults={"until": until})


def begin_again(username: str) -> None:
    """Forget all failures of an account."""
    SignIn.objects.filter(account=account_of(username), is_known=False).delete()
