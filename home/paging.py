"""Pages of a list: whatever stands in the address, there is a page to show."""

from django.core.paginator import Page, Paginator

MAX_PAGE = 100_000


def number_asked_for(query, name: str = "page") -> int:
    """The page number in an address: 1 where there is none, or none that can be read."""
    try:
        return min(max(int(query.get(name, 1)), 1), MAX_PAGE)
    except (TypeError, ValueError):
        return 1


def get_page(items, query, per_page: int, total: int | None = None, name: str = "page") -> Page:
    """The page of `items` that `query[name]` asks for: the first where it is no number, the nearest where it is.

    `total` saves the query that counts, where the number is known. The page gets `numbers`, the page numbers to show
    with `Paginator.ELLIPSIS` for gaps.
    """
    paginator = Paginator(items, per_page)
    if total is not None:
        paginator.count = total
    page = paginator.page(min(number_asked_for(query, name), paginator.num_pages))
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return page
