"""A system check: of every field of every page type it is said whether it is a fact, a text, or each language's own."""

from django.core.checks import Error, register
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

from bilingual.pages import bilingual_models
from bilingual.rows import SharedRow

ADDRESS_AND_TREE = {field.name for field in Page._meta.get_fields()} - {"title", "seo_title", "search_description"}


@register()
def everything_is_fact_or_text(app_configs, **kwargs) -> list[Error]:
    """bilingual.E001: a field that is nothing, or two things. E002: a relation of facts whose rows have no key."""
    errors = []
    for model in bilingual_models():
        relations = {rel.get_accessor_name() for rel in get_all_child_relations(model)}
        fields = {field.name for field in model._meta.fields if field.editable and not field.primary_key}
        fields |= relations | {field.name for field in get_all_child_m2m_relations(model)}
        fields -= ADDRESS_AND_TREE
        said = [*model.fact_fields, *model.text_fields, *model.own_fields]
        for name in sorted(fields ^ set(said)) + sorted({name for name in said if said.count(name) > 1}):
            hint = "Name it once in `fact_fields`, `text_fields` or `own_fields`."
            errors.append(Error(f"{name} is not once a fact, a text or its own.", hint, model, "bilingual.E001"))
        for name in set(model.fact_fields) & relations:
            row = model._meta.get_field(name).related_model
            if not issubclass(row, SharedRow):
                errors.append(Error(f"The rows of {name} must be SharedRows.", None, model, "bilingual.E002"))
    return errors
