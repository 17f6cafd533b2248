"""The system check of the kinds that the search tells apart."""

import pytest

from home.models import StandardPage
from search import kinds
from search.checks import every_kind_is_complete
from search.indexing import documents
from search.page import results


def test_kinds_of_the_site_are_complete():
    assert every_kind_is_complete(None) == []


@pytest.mark.parametrize(("place", "name"), [(kinds, "KINDS"), (results, "QUERIES"), (results, "FACTS")])
def test_kind_that_is_half_added_is_told_where(monkeypatch, place, name):
    monkeypatch.setitem(documents.KIND_OF_TYPE, StandardPage, "unheard of")
    for module, other in ((kinds, "KINDS"), (results, "QUERIES"), (results, "FACTS")):
        if other != name:
            monkeypatch.setitem(getattr(module, other), "unheard of", None)
    [error] = every_kind_is_complete(None)
    assert (error.id, error.obj) == ("search.E001", StandardPage)
    assert error.hint == f"Add it to {name} in {place.__name__.replace('.', '/')}.py."
