"""Runs every change in the editor as one transaction, and retries it after a lost lock."""

from functools import wraps

from django.contrib.messages import get_messages

from bilingual import transactions

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


def as_one_transaction(view):
    """Let all that a view writes be written, or nothing: version, page, log, redirects, the search's rows.

    Wagtail's views publish in several transactions, and an editor's worker may die between two of them.
    """

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        if request.method in SAFE_METHODS:
            return view(request, *args, **kwargs)
        told = get_messages(request)
        told_before = list(getattr(told, "_queued_messages", []))

        def attempt():
            told._queued_messages = list(told_before)  # what a try has said that came to nothing
            for _name, files in request.FILES.lists():
                for file in files:
                    file.seek(0)
            return view(request, *args, **kwargs)

        return transactions.run(attempt)

    return wrapper
