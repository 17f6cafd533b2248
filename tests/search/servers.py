"""Two servers of one site, within a test: each has a connection and a memory of its own."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction

from home.models import StandardPage
from search.indexing import sync
from search.query import find
from tests.factories import StandardPageFactory
from tests.waiting import MAX_WAIT


class Server:
    """What one process of a server does, step by step."""

    def __init__(self):
        self.known, self.thread = {}, ThreadPoolExecutor(1)

    def begin(self, work: Callable, *args) -> Future:
        """Start to do something, which may have to wait for somebody."""
        return self.thread.submit(self._do, work, args)

    def do(self, work: Callable, *args):
        return self.begin(work, *args).result(timeout=MAX_WAIT)

    def _do(self, work, args):
        kept, sync._known = sync._known, self.known
        try:
            return work(*args)
        finally:
            sync._known = kept

    def finds(self, word: str, language: str = "sv") -> list[str]:
        """The keys of what it finds."""
        return self.do(lambda: [hit.key for hit in find(f"{word} ", language).hits])

    @contextmanager
    def transaction(self, is_undone: bool = False):
        """Whatever it does within is one transaction."""
        atomic = transaction.atomic()
        self.do(atomic.__enter__)
        try:
            yield
        finally:
            if is_undone:
                self.do(transaction.set_rollback, True)
            self.do(atomic.__exit__, None, None, None)

    def close(self):
        self.do(lambda: connection.close())  # that of its thread
        self.thread.shutdown()


@contextmanager
def running(*names: str):
    """Servers that run within."""
    servers = [Server() for _name in names]
    try:
        yield servers
    finally:
        for server in servers:
            server.close()


def sql(statement: str, *values) -> list:
    """What the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def give_numbers() -> None:
    """Number what this transaction has written, as when it is committed."""
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("SET CONSTRAINTS ALL DEFERRED")


class Pages:
    """Plain pages, each with a word for a title, that are drafts until they are published."""

    def __init__(self, home, *words: str):
        self.keys = {word: StandardPageFactory(parent=home, title=word, live=False).pk for word in words}

    def __getitem__(self, word) -> str:
        """The key of a page's entry."""
        return f"page:{self.keys[word]}"

    def publish(self, *words: str, **fields):
        for word in words:
            self.change(word, live=True, **fields)

    def change(self, word: str, **fields):
        page = StandardPage.objects.get(pk=self.keys[word])
        for name, value in fields.items():
            setattr(page, name, value)
        page.save()

    def unpublish(self, *words: str):
        for word in words:
            StandardPage.objects.get(pk=self.keys[word]).unpublish()

    def reset(self):
        """Let all be drafts of their own titles."""
        for word in self.keys:
            self.change(word, live=False, title=word)
