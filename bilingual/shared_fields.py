"""Shared fields: read them from one page, write them to another, compare them."""

from collections.abc import Mapping
from uuid import UUID

from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import model_from_serializable_data

from bilingual.shared_rows import SharedRow


def read_shared_fields(page) -> dict:
    """The shared fields of a page by name: columns, sorted keys of many-to-many, child rows as ordered mappings."""
    return {name: _read(page, name) for name in page.shared_fields}


def _read(page, name: str):
    field = page._meta.get_field(name)
    if isinstance(field, ParentalManyToManyField):
        return sorted(thing.pk for thing in getattr(page, name).all())
    if field.one_to_many:
        names = field.related_model.shared_names()
        return [
            {"key": str(row.key), **{column: getattr(row, column) for column in names}}
            for row in sorted(getattr(page, name).all(), key=_place)
        ]
    return getattr(page, field.attname)


def _place(row: SharedRow) -> tuple:
    """Where a row stands, as PostgreSQL sorts: a row without a number last, a new one after those that are stored."""
    return row.sort_order is None, row.sort_order or 0, row.pk is None, row.pk or 0


def differences(facts: Mapping, others: Mapping) -> list[str]:
    """The names of shared fields that differ."""
    return [name for name, value in facts.items() if _comparable(value) != _comparable(others.get(name))]


def _comparable(value):
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        # The numbers of the rows may have gaps; their order is what counts.
        return [{name: part for name, part in row.items() if name != "sort_order"} for row in value]
    return value


def write_shared_fields(page, facts: Mapping, *, twins: bool = False) -> list[str]:
    """Set shared fields on a page without saving it. Returns the names of those that changed.

    A row of the page keeps its own texts. One that it lacks gets those that it had on this page before (it may have
    been taken away, and put back), else none: what the original says would be in the wrong language. With `twins`, rows
    that say the same are taken to be the same though their keys differ.
    """
    changed = differences(facts, read_shared_fields(page))
    for name in changed:
        field = page._meta.get_field(name)
        if isinstance(field, ParentalManyToManyField):
            setattr(page, name, list(field.related_model.objects.filter(pk__in=facts[name])))
        elif field.one_to_many:
            setattr(page, name, _rows(page, name, field.related_model, facts[name], twins))
        else:
            setattr(page, field.attname, facts[name])
    return changed


def _rows(page, name: str, model: type[SharedRow], wanted: list[dict], twins: bool) -> list[SharedRow]:
    own = list(getattr(page, name).all())
    by_key = {str(row.key): row for row in own}
    rows = []
    for number, facts in enumerate(wanted):
        row = by_key.pop(facts["key"], None) or _row_before(page, name, model, facts["key"])
        if row is None and twins:
            row = _twin(by_key, facts, {row["key"] for row in wanted})
        row = row or model()
        for column, value in facts.items():
            setattr(row, column, value)
        row.key, row.sort_order = UUID(facts["key"]), number
        rows.append(row)
    return rows


def _row_before(page, relation: str, model: type[SharedRow], key: str) -> SharedRow | None:
    """A row that a version of a page lacks, with its texts: as they are or were public, else of its newest version."""
    if page.pk is None:
        return None
    if stored := model.objects.filter(key=key, **{model.parent_field_name(): page.pk}).first():
        return stored
    if not model.texts:
        return None
    if page.translation:
        aside = {row.key: row.set_aside for row in page.translation.memory if row.set_aside is not None}
        keys = {f"{relation}.{key}.{name}": name for name in model.texts}
        if texts := {name: aside[segment] for segment, name in keys.items() if segment in aside}:
            return model(**texts)
    versions = page.revisions.filter(**{f"content__{relation}__contains": [{"key": key}]})
    for rows in versions.order_by("-created_at", "-pk").values_list(f"content__{relation}", flat=True)[:1]:
        row = next(row for row in rows if row.get("key") == key)
        return model(**{name: row[name] for name in model.texts if name in row})
    return None


def _twin(own: dict[str, SharedRow], facts: Mapping, taken: set[str]) -> SharedRow | None:
    """A row that was made with another key but says the same."""
    for key, row in own.items():
        if key not in taken and _identity(row) == {name: facts[name] for name in _identity(row)}:
            return own.pop(key)
    return None


def _identity(row: SharedRow) -> dict:
    return {name: getattr(row, name) for name in row.shared_names() if name != "sort_order"}


def keep_keys(page, drafts: bool = False) -> None:
    """Give a row that was taken away and written anew, such as the same speaker in the same role, its key again.

    With `drafts` so do the rows that only the newest draft has: its form sends them as new, each time that it is saved.
    """
    for name in page.shared_fields:
        field = page._meta.get_field(name)
        rows = list(getattr(page, name).all()) if field.one_to_many else []
        if page.pk and any(row.pk is None for row in rows):
            taken = {str(row.key) for row in rows}
            gone = [row for row in _rows_before(page, field, drafts) if str(row.key) not in taken]
            for row in (row for row in rows if row.pk is None):
                if before := next((other for other in gone if _identity(other) == _identity(row)), None):
                    gone.remove(before)
                    row.key = before.key
            setattr(page, name, rows)


def _rows_before(page, field, drafts: bool) -> list[SharedRow]:
    """The rows of a relation that are stored, and those of the newest draft that are not."""
    model = field.related_model
    stored = list(model.objects.filter(**{model.parent_field_name(): page.pk}).order_by("sort_order", "pk"))
    if not drafts or not page.latest_revision:
        return stored
    keys = {str(row.key) for row in stored}
    drafted = [row for row in page.latest_revision.content.get(field.name, []) if row.get("key") not in keys]
    return [*stored, *filter(None, (model_from_serializable_data(model, row, check_fks=False) for row in drafted))]
