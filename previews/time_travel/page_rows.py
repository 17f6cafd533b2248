"""Rows of pages as they would be: read out of the database, kept as JSON, put in again within a transaction.

A page's rows are those of its tables, of its child relations, and what is stored elsewhere about it: its redirects,
what is known of it as a translation, and the rows of models that say so themselves (`belongs_to_page`). Written in a
few statements however many pages there are, and without signals: whoever puts rows in takes them out again by rolling
back.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import connection, models
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import COMMENTS_RELATION_NAME, Page, get_page_models

from bilingual.models import Translation

# Where a page lies is asked of the database, whatever a version says.
TREE = ("path", "depth", "numchild", "locale_id", "translation_key", "content_type_id", "alias_of_id")
ADDRESS = ("slug", "url_path")

Rows = dict[str, list[dict]]  # by table


@dataclass(frozen=True)
class Table:
    """A table whose rows belong to pages: `owner` is the column with the page's key."""

    model: type[models.Model]
    owner: str
    is_page: bool = False  # one row a page, which is there already

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def fields(self) -> list[models.Field]:
        return [field for field in self.model._meta.local_concrete_fields if not field.generated]

    @property
    def belongs(self) -> str:
        """The condition that a row `t` belongs to one of the pages whose keys are the parameter."""
        return f"t.{quoted(self.owner)} = ANY(%s::bigint[])"


@cache
def about() -> list[Table]:
    """What is stored of pages elsewhere, beside their own tables; of ours, what says in which column the page is.

    A model whose `belongs_to_page` is None has rows about pages that are the same whatever version is shown.
    """
    ours = [Table(model, column) for model in apps.get_models() if (column := getattr(model, "belongs_to_page", None))]
    return [Table(Translation, "page_id"), Table(Redirect, "redirect_page_id"), *ours]


@cache
def tables_of_versions() -> list[Table]:
    """The tables that a version of a page fills: those of the pages themselves, then those of their child relations."""
    kinds = [kind for kind in get_page_models() if kind is not Page]
    children: dict[type[models.Model], str] = {}
    for kind in kinds:
        for relation in get_all_child_relations(kind):
            children[relation.related_model] = relation.field.column
        for field in get_all_child_m2m_relations(kind):
            through = field.remote_field.through
            children[through] = through._meta.get_field(field.m2m_field_name()).column
    children.pop(Page._meta.get_field(COMMENTS_RELATION_NAME).related_model)
    return [
        *(Table(Page, "id", True), *(Table(kind, "page_ptr_id", True) for kind in kinds)),
        *(Table(model, owner) for model, owner in children.items()),
    ]


def tables() -> list[Table]:
    """Every table that holds rows of pages: those of the pages themselves first."""
    return [*tables_of_versions(), *about()]


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return connection.ops.quote_name(name)


def dump_rows(keys: Iterable[int]) -> Rows:
    """The rows of pages as the database has them now."""
    keys, parts, values = list(keys), [], []
    for table in tables():
        parts.append(
            f"SELECT %s, COALESCE(jsonb_agg(to_jsonb(t)), '[]')::text FROM {quoted(table.name)} t"  # noqa: S608
            f" WHERE {table.belongs}"
        )
        values += [table.name, keys]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        return {name: json.loads(found) for name, found in cursor.fetchall() if found != "[]"}


def only(rows: Rows, keys: Iterable[int]) -> Rows:
    """Of rows, those of some pages."""
    owners, keys = {table.name: table.owner for table in tables()}, set(keys)
    return {name: [row for row in found if row[owners[name]] in keys] for name, found in rows.items()}


def restore_rows(rows: Rows, keep: Iterable[str] = (), lock_timeout: str = "0", leave: Iterable[str] = ()) -> None:
    """Make the database have these rows of their pages and no others. Within a transaction that is rolled back.

    Waits for others who hold the rows no longer than `lock_timeout` (as PostgreSQL's lock_timeout; "0" for ever).
    What is the same already is not written: each row that is costs write-ahead log, and a lock that others wait for.
    Tables named in `leave` stay as they are.

    Pages that have been deleted meanwhile stay so, and what pointed at something that has points at nothing. Columns
    of pages named in `keep` stay as they are.
    """
    keys = [row["id"] for row in rows.get(Page._meta.db_table, [])]
    with connection.cursor() as cursor:
        concerned = [table for table in tables() if table.name not in leave]
        deleted = [_delete(table, rows.get(table.name, []), keys) for table in concerned if not table.is_page]
        _run(cursor, deleted, ("set_config('lock_timeout', %s, true)", [lock_timeout]))
        filled = [(table, rows[table.name]) for table in concerned if rows.get(table.name)]
        _run(
            cursor,
            [
                _update(table, found, {*TREE, *keep}) if table.is_page else _insert(table, found)
                for table, found in filled
            ],
        )


Statement = tuple[str, list]


def _run(cursor, statements: list[Statement], first: Statement = ("1", [])) -> None:
    """Run statements that do not depend on one another in one go. PostgreSQL runs what is selected, `first`, before."""
    if statements:
        parts = [f"s{number} AS ({sql})" for number, (sql, _values) in enumerate(statements)]
        values = [value for _sql, values in [*statements, first] for value in values]
        cursor.execute(f"WITH {', '.join(parts)} SELECT {first[0]}", values)


def _delete(table: Table, found: list[dict], keys: list[int]) -> Statement:
    key = table.model._meta.pk
    same_key = f"t.{quoted(key.column)} = ANY(%s::{key.cast_db_type(connection)}[])"
    stays = f"SELECT 1 FROM {_given(table)} WHERE {_has_key_of(table)} AND NOT ({_differs(table.fields)})"  # noqa: S608
    sql = f"DELETE FROM {quoted(table.name)} t WHERE (({table.belongs}) OR {same_key}) AND NOT EXISTS ({stays})"  # noqa: S608
    return sql, [keys, [row[key.column] for row in found], json.dumps(found)]


def _update(table: Table, found: list[dict], keep: set[str]) -> Statement:
    name = quoted(table.name)
    fields = [field for field in table.fields if field.column != table.owner and field.column not in keep]
    columns = ", ".join(f"{quoted(field.column)} = {_value(field)}" for field in fields)
    owner = quoted(table.owner)
    sql = f"UPDATE {name} t SET {columns} FROM {_given(table)} WHERE t.{owner} = r.{owner} AND {_differs(fields)}"  # noqa: S608
    return sql, [json.dumps(found)]


def _insert(table: Table, found: list[dict]) -> Statement:
    columns = ", ".join(quoted(field.column) for field in table.fields)
    values = ", ".join(_value(field) for field in table.fields)
    sql = f"INSERT INTO {quoted(table.name)} ({columns}) SELECT {values} FROM {_given(table)}"  # noqa: S608
    needed = [_exists(field) for field in table.fields if field.is_relation and not field.null]
    is_there = f"EXISTS (SELECT 1 FROM {quoted(table.name)} t WHERE {_has_key_of(table)})"  # noqa: S608
    return f"{sql} WHERE {' AND '.join([f'NOT {is_there}', *needed])}", [json.dumps(found)]


def _has_key_of(table: Table) -> str:
    """The condition that a row `t` of the table has the primary key of the given row."""
    key = quoted(table.model._meta.pk.column)
    return f"t.{key} = r.{key}"


def _differs(fields: list[models.Field]) -> str:
    """The condition that a row `t` of the table is another than the given row, with that key."""
    has = ", ".join(f"t.{quoted(field.column)}" for field in fields)
    given = ", ".join(_value(field) for field in fields)
    return f"({has}) IS DISTINCT FROM ({given})"


def _given(table: Table) -> str:
    return f"jsonb_populate_recordset(NULL::{quoted(table.name)}, %s::jsonb) r"


def _value(field: models.Field) -> str:
    """A column of the given row; nothing where what it points at is gone."""
    column = f"r.{quoted(field.column)}"
    return f"CASE WHEN {_exists(field)} THEN {column} END" if field.is_relation and field.null else column


def _exists(field: models.ForeignKey) -> str:
    target = field.target_field
    table, key = quoted(target.model._meta.db_table), quoted(target.column)
    return f"EXISTS (SELECT 1 FROM {table} x WHERE x.{key} = r.{quoted(field.column)})"  # noqa: S608
