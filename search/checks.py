"""A system check: every kind of page that the search tells apart has a name, a query and a way to be shown."""

from django.core.checks import Error, register


@register()
def every_kind_is_complete(app_configs, **kwargs) -> list[Error]:
    """search.E001: a page type has a kind that is missing where kinds are named, fetched or shown."""
    from search.indexing.documents import KIND_OF_TYPE  # page types and views are not loaded until the check runs
    from search.kinds import KINDS
    from search.page.results import FACTS, QUERIES

    places = {
        "KINDS in search/kinds.py": KINDS,
        "QUERIES in search/page/results.py": QUERIES,
        "FACTS in search/page/results.py": FACTS,
    }
    return [
        Error(f"The search has no “{kind}” in {place}.", f"Add it to {place}.", model, "search.E001")
        for model, kind in KIND_OF_TYPE.items()
        for place, known in places.items()
        if kind not in known
    ]
