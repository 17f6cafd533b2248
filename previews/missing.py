"""What is still missing before a draft can be published, field by field: what its form would say, without the form."""

from collections.abc import Iterator

from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME

from bilingual.admin.forms import untranslated_message
from bilingual.publish_problems import PublishProblem, field_problems, label_of, name_of_row, stream_problems
from bilingual.snippets import TranslatedSnippet, original_of, untranslated
from home.snippets.forms import TextRows, not_translated


def missing(item) -> list[PublishProblem]:
    """What a page or a snippet lacks, in the language that is active; first what could not even be read."""
    parts = _of_snippet(item) if isinstance(item, TranslatedSnippet) else _of_page(item)
    found: dict[str, PublishProblem] = {}
    for problem in [*getattr(item, "left_out", ()), *parts]:
        found.setdefault(problem.label, problem)
    return list(found.values())


def _of_page(page) -> Iterator[PublishProblem]:
    shared = set(page.shared_fields) if page.translation else set()  # which are written on the original
    without_title = {"slug"} if not page.title else set()  # the address is made from it
    yield from field_problems(page, exclude=shared | without_title)
    for name, message in page.publishing_errors().items():
        yield PublishProblem(label_of(page, name), message)
    yield from stream_problems(page)
    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if name not in shared | {COMMENTS_RELATION_NAME}:
            yield from _of_rows(page, relation, name)
    for segment in page.not_yet_translated():
        yield PublishProblem(segment.label, untranslated_message(segment))


def _of_rows(page, relation, name: str) -> Iterator[PublishProblem]:
    for number, row in enumerate(getattr(page, name).all(), start=1):
        yield from field_problems(row, exclude={relation.field.name}, within=name_of_row(row, number))


def _of_snippet(snippet) -> Iterator[PublishProblem]:
    yield from field_problems(snippet)
    rows = list(snippet.texts.all())
    told = any(": " in problem.label for problem in snippet.left_out)  # what is wrong in a row that could not be read
    if not rows and not told and _rows_needed(snippet):
        yield PublishProblem("", str(TextRows.default_error_messages["too_few_forms"]))
    original = original_of(rows)
    for number, row in enumerate(rows, start=1):
        within = name_of_row(row, number)
        yield from field_problems(row, exclude={"snippet"}, within=within)
        for name in untranslated(row, original):
            yield PublishProblem(label_of(row, name, within), not_translated(original))


def _rows_needed(snippet) -> int:
    """How many rows of texts the form asks for."""
    return snippet.snippet_viewset.get_edit_handler().get_form_class().formsets["texts"].min_num or 0
