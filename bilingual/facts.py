"""Facts: read from one page, given to another, compared."""

from collections.abc import Mapping

from modelcluster.fields import ParentalManyToManyField

from bilingual.rows import SharedRow


def facts_of(page) -> dict:
    """The facts of a page by name: values of columns, sorted keys of many-to-many, rows as mappings in order."""
    return {name: _read(page, name) for name in page.fact_fields}


def _read(page, name: str):
    field = page._meta.get_field(name)
    if isinstance(field, ParentalManyToManyField):
        return sorted(thing.pk for thing in getattr(page, name).all())
    if field.one_to_many:
        names = field.related_model.fact_names()
        return [
            {"key": str(row.key), **{column: getattr(row, column) for column in names}}
            for row in sorted(getattr(page, name).all(), key=_place)
        ]
    return getattr(page, field.attname)


def _place(row: SharedRow) -> tuple:
    """Where a row stands, as PostgreSQL sorts: a row without a number last, a new one after those that are stored."""
    return row.sort_order is None, row.sort_order or 0, row.pk is None, row.pk or 0


def differences(facts: Mapping, others: Mapping) -> list[str]:
    """The names of facts that differ."""
    return [name for name, value in facts.items() if _comparable(value) != _comparable(others.get(name))]


def _comparable(value):
    if isinstance(value, list) and value and isinstance(value[0], Mapping):
        # The numbers of the rows may have gaps; their order is what counts.
        return [{name: part for name, part in row.items() if name != "sort_order"} for row in value]
    return value


def give(page, facts: Mapping, source=None) -> list[str]:
    """Put facts into a page, not saved; the names of those that changed.

    A row of the page keeps its own texts. One that it lacks gets those that it had on this page before (it may have
    been taken away, and put back), else those of the same row of `source`.
    """
    changed = differences(facts, facts_of(page))
    for name in changed:
        field = page._meta.get_field(name)
        if isinstance(field, ParentalManyToManyField):
            setattr(page, name, list(field.related_model.objects.filter(pk__in=facts[name])))
        elif field.one_to_many:
            setattr(page, name, _rows(page, name, field.related_model, facts[name], source))
        else:
            setattr(page, field.attname, facts[name])
    return changed


def _rows(page, name: str, model: type[SharedRow], wanted: list[dict], source) -> list[SharedRow]:
    own = list(getattr(page, name).all())
    theirs = {str(row.key): row for row in getattr(source, name).all()} if source is not None and model.texts else {}
    by_key = {str(row.key): row for row in own}
    identity = [column for column in model.fact_names() if column != "sort_order"]
    rows = []
    for number, facts in enumerate(wanted):
        row = by_key.pop(facts["key"], None) or _twin(by_key, facts, identity, {row["key"] for row in wanted})
        if row is None:
            row = model(**(_texts_before(page, name, model, facts["key"]) or _texts(theirs.get(facts["key"]))))
        for column, value in facts.items():
            setattr(row, column, value)
        row.sort_order = number
        rows.append(row)
    return rows


def _texts(row: SharedRow | None) -> dict:
    return {name: getattr(row, name) for name in row.texts} if row else {}


def _texts_before(page, relation: str, model: type[SharedRow], key: str) -> dict:
    """The texts of a row that this version of a page has not: as they are public, else as in its newest version."""
    if not model.texts or page.pk is None:
        return {}
    if stored := model.objects.filter(key=key, **{model.parent_field_name(): page.pk}).first():
        return _texts(stored)
    versions = page.revisions.filter(**{f"content__{relation}__contains": [{"key": key}]})
    for rows in versions.order_by("-created_at", "-pk").values_list(f"content__{relation}", flat=True)[:1]:
        row = next(row for row in rows if row.get("key") == key)
        return {name: row[name] for name in model.texts if name in row}
    return {}


def _twin(own: dict, facts: Mapping, identity: list[str], taken: set[str]):
    """A row that was made without the key but says the same."""
    for key, row in own.items():
        if key not in taken and all(getattr(row, column) == facts[column] for column in identity):
            return own.pop(key)
    return None
