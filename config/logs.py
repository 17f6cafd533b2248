"""What a server writes into its log: errors with their tracebacks, to stderr, without what opens a draft or an account.

An entry is one line, or goes on in lines that are indented: no address that somebody makes up can look like one.
"""

import logging
import re

HIDDEN = "[hidden]"
SECRETS = [
    re.compile(r"(?<=/utkast/)[^/\s'\"]+"),  # the key of a draft link opens it
    re.compile(r"(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43}(?![\w-])"),  # the same elsewhere: 32 bytes in Base64
    re.compile(r"(?<=/password_reset/confirm/)[^\s'\"]+"),  # this lets its holder choose a new password
    re.compile(r"(?<![\w-])[0-9a-z]{6}-[0-9a-f]{32}(?![\w-])"),
    re.compile(r"(?<=[?&]q=)[^&\s'\"]+"),  # the words of a search
]
# Whatever a terminal or a reader of logs takes for a new line or for a command.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class LineFormatter(logging.Formatter):
    """Hides secrets and indents the lines after the first."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        for secret in SECRETS:
            text = secret.sub(HIDDEN, text)
        return CONTROL.sub(lambda found: ascii(found[0])[1:-1], text).replace("\n", "\n    ")


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "config.logs.LineFormatter", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"level": "WARNING"},  # without its own handler, which mails whole requests to ADMINS
        "django.request": {"level": "ERROR"},  # a page that is not there is no error
        "_granian": {"handlers": ["stderr"], "propagate": False},
    },
}
