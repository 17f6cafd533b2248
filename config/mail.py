"""Sends mail beside the requests: no page waits for a mail server, in whatever state that is."""

import logging
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend as SMTPBackend

logger = logging.getLogger(__name__)

MAX_WAITING = 200  # messages; one that the server does not take within EMAIL_TIMEOUT makes room for the next
_thread = ThreadPoolExecutor(1, thread_name_prefix="mail")  # ends with the process, when all is sent or has failed
_places = BoundedSemaphore(MAX_WAITING)


class EmailBackend(BaseEmailBackend):
    """Hands messages over to a thread. What cannot be sent is logged, and is no error of the page that sent it."""

    def send_messages(self, email_messages) -> int:
        return sum(self._hand_over(message) for message in email_messages or [])

    def _hand_over(self, message) -> bool:
        if not _places.acquire(blocking=False):
            logger.error("A mail was not sent: %d are waiting already.", MAX_WAITING)
            return False
        message.subject, message.body = str(message.subject), str(message.body)  # in the active language
        _thread.submit(_send, message)
        return True


def _send(message) -> None:
    try:
        SMTPBackend().send_messages([message])
    except Exception:
        logger.exception("A mail could not be sent.")
    finally:
        _places.release()
