"""Pages of a list: whatever stands in the address, there is a page to show."""

from django.core.paginator import Page, Paginator


def get_page(items, query, per_page: int, total: int | None = None, name: str = "page") -> Page:
    """The page of `items` that `query[name]` asks for: the first where it is no number, the nearest where it is.

    `total` saves the query that counts, where the number is known. The page gets `numbers`, the page numbers to show
    with `Paginator.ELLIPSIS` for gaps.
    """
    paginator = Paginator(items, per_page)
    if total is not None:
        paginator.count = total
    try:
        wanted = int(query.get(name, 1))
    except (TypeError, ValueError):
        wanted = 1
    page = paginator.page(min(max(wanted, 1), paginator.num_pages))
    page.numbers = list(paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    return page
