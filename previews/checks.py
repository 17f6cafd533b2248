"""A system check: previews know of every table whose rows are about pages."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register
from wagtail.models import Page

from previews.time_travel.page_rows import tables


@register()
def every_row_about_pages_is_known(app_configs, **kwargs) -> list[Error]:
    """previews.E001: a model of ours has a key to a page, and does not say whether its rows change with versions."""
    known = {table.model for table in tables()}
    return [
        Error(
            f"{field.name} leads to a page, and previews do not know whether these rows belong to a version of it.",
            "Name the column in `belongs_to_page` if publishing writes the rows anew; else set that to None.",
            model,
            "previews.E001",
        )
        for model in apps.get_models(include_auto_created=True)
        if Path(model._meta.app_config.path).parent == Path(settings.BASE_DIR)
        if model not in known and not hasattr(model, "belongs_to_page")
        for field in model._meta.local_fields
        if isinstance(field.related_model, type) and issubclass(field.related_model, Page)
    ]
