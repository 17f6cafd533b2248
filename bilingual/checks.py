"""A system check: every field of every page type is declared as shared, translatable, or per locale."""

from django.core.checks import Error, register
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from bilingual.pages import bilingual_models
from bilingual.shared_rows import SharedRow

ADDRESS_AND_TREE = {field.name for field in Page._meta.get_fields()} - {"title", "seo_title", "search_description"}


@register()
def every_field_is_shared_or_translatable(app_configs, **kwargs) -> list[Error]:
    """bilingual.E001: a field that is declared not at all, or twice, or that there is none of.

    E002: a shared relation whose rows have no key.
    """
    errors = []
    for model in bilingual_models():
        relations = {rel.get_accessor_name() for rel in get_all_child_relations(model)}
        fields = {field.name for field in model._meta.fields if field.editable and not field.primary_key}
        fields |= relations | {field.name for field in get_all_child_m2m_relations(model)}
        fields -= ADDRESS_AND_TREE
        declared = [*model.shared_fields, *model.translatable_fields, *model.per_locale_fields]
        for name in sorted(fields ^ set(declared)) + sorted({name for name in declared if declared.count(name) > 1}):
            errors.append(Error(*_fault(name, fields, declared), model, "bilingual.E001"))
        for name in set(model.shared_fields) & relations:
            row = model._meta.get_field(name).related_model
            if not issubclass(row, SharedRow):
                hint = f"Derive {row.__name__} from `bilingual.shared_rows.SharedRow`, in place of Orderable."
                errors.append(Error(f"The rows of {name} must be SharedRows.", hint, model, "bilingual.E002"))
    return errors


def _fault(name: str, fields: set[str], declared: list[str]) -> tuple[str, str]:
    """What is wrong with how a field is declared, and what to do."""
    places = "`shared_fields`, `translatable_fields` or `per_locale_fields`"
    if name not in declared:
        return f"{name} is declared neither as shared nor as translatable nor per locale.", f"Name it in {places}."
    if name not in fields:
        return f"{name} is declared and is no field of this page type that is edited.", f"Take it out of {places}."
    return f"{name} is declared twice.", f"Name it once in {places}."
