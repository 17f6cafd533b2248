"""A text knows its language, and loses it nowhere unnoticed."""

import pytest
from django.template import Context, Template
from django.utils.html import format_html
from django.utils.translation import override

from home.text import Text, joined, plain, said, together

HELLO = Text("Hello <b>", "en")
ESCAPED = "Hello &lt;b&gt;"


def rendered(template: str, **context) -> str:
    return Template("{% load text_tags %}" + template).render(Context(context))


def test_text_knows_its_language_only_where_it_differs():
    with override("sv"):
        assert (Text("Hej", "sv").lang, Text("Hello", "en").lang, Text("", "en").lang, Text("Eva").lang) == (
            *("", "en", "", ""),
        )
        assert Text("Hello", "en") == "Hello"


@pytest.mark.parametrize("lose", ["{}".format, lambda text: f"{text}", lambda text: ", ".join(["Hej", text])])
def test_text_cannot_become_a_string_without_its_language(lose):
    with pytest.raises(TypeError):
        lose(HELLO)


@pytest.mark.parametrize(
    "write",
    [
        str,
        lambda text: format_html("{}", text),
        lambda text: rendered("{{ text }}", text=text),
        lambda text: rendered("{% firstof none text %}", text=text),
        lambda text: rendered("{{ none|default:text }}", text=text),
        lambda text: rendered('{{ texts|join:", " }}', texts=[text]),
        lambda text: "%s" % text,  # noqa: UP031 - which a template then shows as mark-up
    ],
)
def test_text_writes_its_language_wherever_it_is_written(write):
    with override("sv"):
        assert write(HELLO) == f'<span lang="en">{ESCAPED}</span>'
    with override("en"):
        assert write(HELLO) == ESCAPED


def test_element_takes_the_language_of_its_text():
    template = "<p{% lang text %}>{{ text.inner }}</p>"
    with override("sv"):
        assert rendered(template, text=HELLO) == f'<p lang="en">{ESCAPED}</p>'
        assert rendered(template, text=Text("Hej", "sv")) == "<p>Hej</p>"
        assert rendered("<p{% lang text %}>", text="Hej") == "<p>"


def test_texts_put_together_keep_their_languages():
    with override("sv"):
        both = joined(", ", Text("Hej", "sv"), "", HELLO, "<i>")
        assert (plain(both), str(both)) == (
            *("Hej, Hello <b>, <i>", f'Hej, <span lang="en">{ESCAPED}</span>, &lt;i&gt;'),
        )
        assert str(together("{} ({})", "Eva", HELLO)) == f'Eva (<span lang="en">{ESCAPED}</span>)'
        assert (bool(joined(", ", "", Text())), str(joined(", "))) == (False, "")


def test_text_is_said_in_the_nearest_language():
    texts = {"fi": "Moi", "sv": "Hej", "en": ""}
    for language, expected in {"fi": "Moi", "en": "Hej", "sv": "Hej"}.items():
        with override(language):
            assert said(texts) == expected
    assert not said({})
