"""Subqueries that are written out in SQL."""

from django.db.models import Func


class OfRow(Func):
    """A subquery about the row that it stands in, of which its expressions are columns.

    For what stands in most queries, up to eight times in one: Django takes longer to make SQL of a queryset than the
    database takes to answer.
    """

    def get_group_by_cols(self):
        return [column for expression in self.source_expressions for column in expression.get_group_by_cols()]
