"""What the checks panel and the user bar look for: only faults that the page's author can correct."""

from wagtail.admin.userbar import ContentCheckerItem


class SiteContentChecker(ContentCheckerItem):
    """Looks at the page's own content, not at what the site puts around it and draws in its own way."""

    axe_include = ["main"]
    axe_run_only = [
        "empty-heading",
        "heading-order",
        "link-name",
        "p-as-heading",
        "alt-text-quality",
        "empty-meta-description",
    ]
    # A bold line is a heading in disguise only in written text: names of speakers are bold by design.
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {"id": "p-as-heading", "selector": ".rich-text p", "enabled": True},
    ]


def put_in_place(items: list) -> None:
    """Replace Wagtail's item, for the editor or for the page."""
    for number, item in enumerate(items):
        if isinstance(item, ContentCheckerItem):
            items[number] = SiteContentChecker(in_editor=item.in_editor)
