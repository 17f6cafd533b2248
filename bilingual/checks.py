"""A system check: every field of every page type is declared as shared, translatable, or per locale."""

from django.core.checks import Error, register
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from bilingual.pages import bilingual_models
from bilingual.shared_rows import SharedRow

ADDRESS_AND_TREE = {field.name for field in Page._meta.get_fields()} - {"title", "seo_title", "search_description"}


@register()
def every_field_is_shared_or_translatable(app_configs, **kwargs) -> list[Error]:
    """bilingual.E001: a field that is declared not at all, or twice. E002: a shared relation whose rows have no key."""
    errors = []
    for model in bilingual_models():
        relations = {rel.get_accessor_name() for rel in get_all_child_relations(model)}
        fields = {field.name for field in model._meta.fields if field.editable and not field.primary_key}
        fields |= relations | {field.name for field in get_all_child_m2m_relations(model)}
        fields -= ADDRESS_AND_TREE
        declared = [*model.shared_fields, *model.translatable_fields, *model.per_locale_fields]
        for name in sorted(fields ^ set(declared)) + sorted({name for name in declared if declared.count(name) > 1}):
            hint = "Name it once in `shared_fields`, `translatable_fields` or `per_locale_fields`."
            errors.append(
                Error(
                    f"{name} is not declared once as shared, translatable or per locale.", hint, model, "bilingual.E001"
                )
            )
        for name in set(model.shared_fields) & relations:
            row = model._meta.get_field(name).related_model
            if not issubclass(row, SharedRow):
                errors.append(Error(f"The rows of {name} must be SharedRows.", None, model, "bilingual.E002"))
    return errors
