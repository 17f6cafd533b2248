"""What has changed between two pages is marked, and nothing else: the marks can be taken out again."""

import gc
import re
import time

import pytest
from bs4 import Tag
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from previews.compare.lines import is_inline, read, written
from previews.compare.marking import Comparison, changes_page
from previews.compare.matching import MAX_COMPARED
from previews.compare.writing import SHOWS


def page(main: str) -> str:
    return f'<!doctype html><html><head></head><body><p>Meny</p><main id="content">{main}</main></body></html>'


def compared(before: str, after: str, show: str = "both") -> Comparison:
    with override("sv"):
        return Comparison(page(before), page(after), show)


def kinds(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(change.kind, change.before, change.after) for change in compared(before, after).changes]


def shown(before: str, after: str, show: str) -> str:
    """What is in <main>, with the ways between the changes taken out."""
    return re.sub(r'<span class="change-stop".*?</a></span>', "", compared(before, after, show).main)


def parse(html: str) -> Tag:
    """Some HTML as a tree: of well-formed HTML that is all of it, and nothing else."""
    tree = read(html)
    assert written(tree).split() == html.split()
    return tree


def as_written(html: str) -> str:
    """HTML with the same meaning, letters as they are and not as references."""
    return written(read(html))


def is_ours(node: Tag) -> bool:
    return not {"change-stop", "change-note", "change-words"}.isdisjoint(node.get("class", "").split())


def without_marks(html: str) -> str:
    """Marked HTML as it was before it was marked."""
    tree = parse(html)
    for node in tree.find_all(is_ours):
        node.decompose()
    for node in tree.find_all(["ins", "del"]):
        node.unwrap()
    for node in tree.find_all(True):
        ours = {"data-change", "data-stays"} | ({"open", "data-opened"} if "data-opened" in node.attrs else set())
        node.attrs = {name: value for name, value in node.attrs.items() if name not in ours}
    return written(tree)


def words_shown(html: str, without: str = "") -> list[str]:
    """The words of some HTML, without those marked with `without`, and without ours."""

    def inner(node) -> str:
        if not isinstance(node, Tag):
            return node
        gone = (without and node.name == without) or node.get("data-change") in {"del": ["removed"]}.get(without, [])
        if is_ours(node) or gone:
            return " "
        if node.name == "img":
            return f" {node['src']} "
        return ("" if is_inline(node) else " ").join(map(inner, node.contents))

    return inner(parse(html)).split()


# Any page

TEXTS = st.lists(
    st.sampled_from(
        ["risk", "kris", "och", "&amp;", "&lt;script&gt;", "&quot;", "å&#776;", "14:00", ".", "ö", "&#x27;"]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
HREFS = st.sampled_from(["/a/", "/b/?x=1&amp;y=2", "https://example.org/"])


def inline(texts):
    return st.one_of(
        texts,
        st.tuples(HREFS, texts).map(lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>'),
        texts.map(lambda text: f"<strong>{text}</strong>"),
        st.sampled_from(['<img src="a.jpg" alt="En">', '<img src="b.jpg" alt="&lt;i&gt;">', "<br>"]),
        texts.map(lambda text: f'<time datetime="2026-01-0{len(text) % 9 + 1}">{text}</time>'),
    )


PARAGRAPHS = st.lists(inline(TEXTS), min_size=1, max_size=4).map(lambda parts: f"<p>{' '.join(parts)}</p>")
BLOCKS = st.recursive(
    st.one_of(
        PARAGRAPHS,
        TEXTS.map(lambda text: f"<h2>{text}</h2>"),
        TEXTS.map(lambda text: f'<figure><img src="{len(text)}.jpg" alt=""><figcaption>{text}</figcaption></figure>'),
        st.lists(TEXTS, min_size=1, max_size=4).map(
            lambda rows: f"<table><tbody>{''.join(f'<tr><td>{row}</td></tr>' for row in rows)}</tbody></table>"
        ),
        TEXTS.map(lambda text: f"<details><summary>{text}</summary><p>{text}</p></details>"),
        TEXTS.map(lambda text: f'<a href="/kort/"><h3>{text}</h3></a>'),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda found: f'<section id="s">{" ".join(found)}</section>'),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda found: f"<ul>{''.join(f'<li>{one}</li>' for one in found)}</ul>"
        ),
    ),
    max_leaves=8,
)
PAGES = st.lists(BLOCKS, max_size=5).map("\n".join)


@settings(max_examples=80, deadline=None)
@given(PAGES, PAGES)
def test_taking_the_marks_out_gives_back_what_was_there(before, after):
    assert without_marks(compared(before, after, "before").main) == as_written(before)
    assert without_marks(compared(before, after, "after").main) == as_written(after)


@settings(max_examples=80, deadline=None)
@given(PAGES, PAGES)
def test_merged_page_without_removals_says_what_the_new_says(before, after):
    assert words_shown(compared(before, after).main, without="del") == words_shown(as_written(after))


@settings(max_examples=60, deadline=None)
@given(PAGES, PAGES)
def test_marks_are_valid_html(before, after):
    for show in SHOWS:
        comparison = compared(before, after, show)
        tree = parse(comparison.main)  # every tag is closed where it should be
        check(tree, [])
        found = re.findall(r'<span class="change-stop" id="change-(\d+)"', comparison.main)
        assert len(set(found)) == len(found)
        assert {int(number) for number in found} == comparison.numbers
        if show == "both":
            assert {int(number) for number in found} == {change.number for change in comparison.changes}


def check(node: Tag, way: list[str]) -> None:
    """No block in a piece of text, no link in a link, no text where only rows or items may stand."""
    for child in node.contents:
        if not isinstance(child, Tag):
            continue
        inside = [*way, node.name]
        if child.name in ("ins", "del", "span"):
            assert node.name not in ("ul", "table", "tbody", "tr", "picture")
            assert is_inline(child)
        if child.name == "a":
            assert "a" not in inside
            assert "summary" not in inside
        if node.name == "ul":
            assert child.name == "li"
        if node.name == "details" and child is node.contents[0]:
            assert child.name == "summary"
        check(child, inside)


@settings(max_examples=30, deadline=None)
@given(PAGES)
def test_what_has_not_changed_is_not_marked(main):
    for show in SHOWS:
        comparison = compared(main, main, show)
        assert comparison.changes == []
        assert without_marks(comparison.main) == as_written(main)
        assert not re.search(r"change-stop|<ins|<del|data-change|change-note", comparison.main)


# Words

ADDED = '<span class="visually-hidden change-words" lang="sv"> {} </span>'


def test_words_are_marked_in_both_versions():
    before, after = "<p>Vi ses i Luleå i maj.</p>", "<p>Vi ses i Boden i maj.</p>"
    assert kinds(before, after) == [("changed", "Luleå", "Boden")]
    with override("sv"):
        assert (
            re.sub(r"<span.*?</span>", "", shown(before, after, "before"))
            == '<p>Vi ses i <del class="change">Luleå</del> i maj.</p>'
        )
        assert (
            re.sub(r"<span.*?</span>", "", shown(before, after, "after"))
            == '<p>Vi ses i <ins class="change">Boden</ins> i maj.</p>'
        )
        assert (
            re.sub(r"<span.*?</span>", "", shown(before, after, "both"))
            == '<p>Vi ses i <del class="change">Luleå</del> <ins class="change">Boden</ins> i maj.</p>'
        )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("<p>Ett två</p>", "<p>Ett två tre</p>", ("added", "", "tre")),
        ("<p>Ett två tre</p>", "<p>Ett tre</p>", ("removed", "två", "")),
        ("<p>Kl. 14:00</p>", "<p>Kl. 15:00</p>", ("changed", "14:00", "15:00")),
        ("<p>Läs mer här</p>", "<p>Läs <strong>mer</strong> här</p>", ("form", "mer", "mer")),
        ("<p>Läs mer här</p>", '<p>Läs <a href="/x/">mer</a> här</p>', ("form", "mer", "mer")),
        ('<p><a href="/a/">Läs</a></p>', '<p><a href="/b/">Läs</a></p>', ("link", "/a/", "/b/")),
        ('<a href="/a/"><h3>Läs</h3></a>', '<a href="/b/"><h3>Läs</h3></a>', ("link", "/a/", "/b/")),
        ('<img src="a.jpg" alt="En älg">', '<img src="a.jpg" alt="En ren">', ("alt", "En älg", "En ren")),
        ('<img src="a.jpg" alt="En älg">', '<img src="b.jpg" alt="En ren">', ("picture", "En älg", "En ren")),
        ('<time datetime="2026-01-01">i dag</time>', '<time datetime="2026-01-02">i dag</time>',
         ("time", "2026-01-01", "2026-01-02")),
        ('<time datetime="2026-01-01">1 januari</time>', '<time datetime="2026-01-02">2 januari</time>',
         ("changed", "1", "2")),
        ("<ul><li>A b</li></ul>", "<ul><li>A b</li><li>C d</li></ul>", ("added", "", "C d")),
        ("<ul><li>A b</li><li>C d</li></ul>", "<ul><li>C d</li></ul>", ("removed", "A b", "")),
        ("<ul><li>A b</li><li>C d</li><li>E f</li></ul>", "<ul><li>C d</li><li>E f</li><li>A b</li></ul>",
         ("moved", "A b", "A b")),
        ("<table><tr><td>A</td></tr></table>", "<table><tr><td>A</td></tr><tr><td>B</td></tr></table>",
         ("added", "", "B")),
        ("", "<figure><img src=a.jpg alt=''></figure>", ("added", "", "")),
    ],
)  # fmt: skip
def test_each_change_is_told_once(before, after, expected):
    assert kinds(before, after) == [expected]


def test_bold_text_is_the_same_however_it_is_stored():
    assert kinds("<p>Ett <b>två</b> <i>tre</i></p>", "<p>Ett <strong>två</strong> <em>tre</em></p>") == []


def test_what_is_added_is_said_to_who_hears_the_page():
    with override("sv"):
        html = shown("<p>A b c</p>", "<p>A b c d</p>", "after")
    assert (
        html == f'<p>A b c <ins class="change">{ADDED.format("tillagt:")}d{ADDED.format("slut på tillagt.")}</ins></p>'
    )


def test_change_descriptions_are_in_the_readers_language():
    with override("en"):
        html = changes_page(page("<p>Ett</p>"), page("<p>Ett två</p>"), "after")
    assert '<span class="visually-hidden change-words" lang="en"> added: </span>två' in html
    assert ">1 change</p>" in html


def test_a_block_that_is_added_is_marked_on_itself():
    html = shown("<ul><li>A b</li></ul>", "<ul><li>A b</li><li><p>C d</p></li></ul>", "after")
    first, last = ADDED.format("tillagt:"), ADDED.format("slut på tillagt.")
    assert html == f'<ul><li>A b</li><li data-change="added">{first}<p>C d</p>{last}</li></ul>'


def test_removed_parts_stay_in_place_without_ids():
    before = '<h2>Ett</h2><section id="a" aria-labelledby="b"><h3 id="b" title="id=1 id">Två</h3></section><h2>Tre</h2>'
    html = shown(before, '<h2 id="a">Ett</h2><h2>Tre</h2>', "both")
    first, last = ADDED.format("borttaget:"), ADDED.format("slut på borttaget.")
    assert html == (
        f'<h2 id="a">Ett</h2><section data-change="removed">{first}'
        f'<h3 title="id=1 id">Två</h3>{last}</section><h2>Tre</h2>'
    )


def test_a_link_with_changed_words_has_no_link_in_it():
    main = compared('<p><a href="/a/">Ett två</a></p>', '<p><a href="/a/">Ett tre</a></p>').main
    assert main.index('class="change-stop"') < main.index('<a href="/a/">')


def test_what_is_folded_is_unfolded_where_it_has_changed():
    block = "<details><summary>Fråga</summary><p>{}</p></details>"
    html = shown(block.format("Ett svar här"), block.format("Ett svar där"), "after")
    assert html.startswith('<details open="" data-opened=""><summary>Fråga</summary>')


def test_the_breadcrumb_repeats_the_title_and_is_not_marked():
    main = '<nav class="breadcrumb"><span>{0}</span></nav><h1>{0}</h1>'
    assert kinds(main.format("Gammal rubrik"), main.format("Ny rubrik")) == [("changed", "Gammal", "Ny")]


@pytest.mark.parametrize(
    "text", ["&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;b&amp;gt;", "&quot;&gt;&lt;img src=x&gt;"]
)
def test_text_never_becomes_markup(text):
    with override("sv"):
        for before, after in (("<p>Ett</p>", f"<p>Ett {text}</p>"), (f"<p>Ett {text}</p>", "<p>Ett</p>")):
            for show in SHOWS:
                html = changes_page(page(before), page(after), show)
                assert not re.search(r"<script|<b>|<img", html)


def test_what_attributes_say_never_becomes_markup():
    link = '<p><a href="{}">Läs</a></p>'
    html = changes_page(page(link.format("/a/")), page(link.format("/b/&quot;&gt;&lt;script&gt;")), "both")
    assert "<script" not in html
    assert html.count("/b/&quot;&gt;&lt;script&gt;") == 3  # the list, the note, the link itself


def test_only_the_content_is_compared():
    before = page("<p>Ett</p>").replace("Meny", "Annan meny")
    assert Comparison(before, page("<p>Ett</p>")).changes == []


# Size

WORDS = " ".join(f"ord{number % 700}" for number in range(3000))


def processor_time(work) -> float:
    """Seconds of processor time, without what it costs to look through what other tests have left in memory."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    work()
    taken = time.process_time() - start
    gc.unfreeze()
    return taken


def effort(before: str, after: str) -> float:
    """How long it takes to compare two texts, as a multiple of what it takes to add up ten million numbers."""
    yardstick = processor_time(lambda: sum(number for number in range(10_000_000)))  # about half a second
    return processor_time(lambda: compared(before, after)) / yardstick


def test_a_lecture_with_thirty_blocks_is_compared_quickly():
    block = '<section><h2>Del {0}</h2><div class="rich-text"><p>{1}</p><ul><li>{1}</li></ul></div></section>'
    texts = [" ".join(f"ord{n}{word}" for word in range(80)) for n in range(30)]
    before = "".join(block.format(n, text) for n, text in enumerate(texts))
    after = "".join(block.format(n, text.replace("ord", "ny", 5)) for n, text in enumerate(texts))
    assert effort(before, after) < 1


@pytest.mark.parametrize(
    "change",
    [
        lambda main: main.replace("ord1 ", "annat "),
        lambda main: main.replace("ord", "annat"),
        lambda main: main.replace("<p>", "<li>").replace("</p>", "</li>"),
        lambda main: "<p>a</p>" * 40_000,
        lambda main: "a " * 250_000,
        lambda main: "<i>a</i> b. " * 14_000,
        lambda main: "<div>" * 5000,
    ],
)
def test_huge_page_is_compared_in_bounded_time(change):
    before = "".join(f"<p>{WORDS[n:]}</p>" for n in range(24))
    assert effort(before, change(before)) < 8


def test_what_is_too_large_is_told_as_a_whole():
    with override("sv"):
        html = changes_page(page("<p>Ett</p>"), page("x" * 700_000), "both")
    assert 'id="changes-title">Sidan är för stor' in html
    assert "<ins" not in html


def test_only_the_changed_sentence_of_a_long_text_is_marked():
    sentences = [f"Mening nummer {n} handlar om sak {n}." for n in range(400)]
    assert (len(sentences) * 7) ** 2 > MAX_COMPARED
    text = " ".join(sentences)
    assert kinds(f"<p>{text}</p>", f"<p>{text.replace('sak 200.', 'ting 200.')}</p>") == [("changed", "sak", "ting")]


@pytest.mark.parametrize(
    "broken", ["<p>Ett</div>", "<p>Ett", "</p>Ett", "<script>x", "<p>Ett</p><b", "<!-- Ett", "<p <p>"]
)
def test_broken_html_is_mended_before_it_is_compared(broken):
    for show in SHOWS:
        for before, after in ((broken, "<p>Två</p>"), ("<p>Två</p>", broken)):
            main = compared(before, after, show).main
            check(parse(main), [])
            expected = as_written(before if show == "before" else after)
            assert words_shown(main, without="del" if show == "both" else "") == words_shown(expected)


def test_a_page_without_content_is_left_alone():
    assert Comparison("<p>Ett</p>", "<p>Två</p>").changes == []
    assert changes_page("", "", "both").count("<nav") == 1


def test_full_stop_in_facts_stands_within_text():
    facts = "<dl><div><dt>Tid</dt><dd>Kl. 9</dd></div>{}</dl>"
    html = shown(facts.format(""), facts.format("<div><dt>Plats</dt><dd>Ny sal</dd></div>"), "after")
    assert "<div" in html
    main = compared(facts.format(""), facts.format("<div><dt>Plats</dt><dd>Sal</dd></div>"), "after").main
    assert re.search(r'<div[^>]*>\s*<dt>\s*<span class="change-stop"', main)
    assert not re.search(r"<div[^>]*>\s*<span", main)
