"""What stands beside the form: the other language's texts and what has changed in them, as JSON; copying them over."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lectures.models import LectureSpeaker
from tests.bilingual.changing import ahead, body, edited, get_record, marks, now
from tests.bilingual.changing import publish as publish_it
from tests.bilingual.sending import edit_url, opened, send
from tests.factories import LecturePageFactory, UserFactory, translate


def beside(client, page) -> dict:
    response = client.get(reverse("bilingual:beside", args=[page.pk]))
    assert response.status_code == 200
    return response.json()


def segments(client, page) -> dict[str, dict]:
    return {segment["key"]: segment for segment in beside(client, page)["segments"]}


def states(client, page) -> dict[str, str]:
    """What is to be looked at."""
    return {key: segment["state"] for key, segment in segments(client, page).items() if segment["state"] != "ok"}


def copied(client, page, key: str) -> dict:
    return client.get(reverse("bilingual:copy", args=[page.pk]), {"key": key}).json()


# The texts


def test_source_texts_are_listed_in_the_forms_order(editor, lecture, translation):
    data = beside(editor, translation)
    rows = [f"speakers.{row.key}.affiliation" for row in lecture.speakers.all()]
    keys = ["title", "lead", *(f"body.t{number}" for number in range(1, 10)), *rows]
    assert [segment["key"] for segment in data["segments"]] == keys
    found = {segment["key"]: (segment["text"], segment["kind"], segment["state"]) for segment in data["segments"]}
    assert found["title"] == ("Trygga torg", "plain", "ok")
    assert found["body.t7"] == ("Stycke 7", "rich", "ok")
    assert found[rows[1]] == ("Polis 1", "plain", "ok")
    assert (data["language"], data["open"], data["missing_blocks"]) == ("sv", 0, [])
    assert set(data["source"]) == set(keys)


def test_form_has_the_same(editor, lecture, translation):
    publish_it(lecture, lead="Om alla torg.")
    panel = editor.get(edit_url(translation)).content.decode()
    start = panel.index('<script id="bilingual-data" type="application/json">') + 52
    data = json.loads(panel[start : panel.index("</script>", start)])
    renewed = beside(editor, translation)
    assert {name: data[name] for name in renewed if name != "facts"} == {
        name: value for name, value in renewed.items() if name != "facts"
    }
    assert data["urls"]["beside"] == reverse("bilingual:beside", args=[translation.pk])


def test_text_in_the_page_cannot_end_the_script(editor, lecture, translation):
    publish_it(lecture, lead="</script><script>alert(1)</script>")
    assert "<script>alert(1)" not in editor.get(edit_url(translation)).content.decode()
    assert segments(editor, translation)["lead"]["text"] == "</script><script>alert(1)</script>"


def test_draft_that_has_just_been_started_is_not_translated(editor, lecture, english_edition):
    publish_it(lecture, abstract="<p>Om torgen i Luleå.</p>")
    editor.post(reverse("bilingual:start", args=[lecture.pk]))
    page = lecture.get_translation(english_edition.locale)
    found = states(editor, page)
    kinds = {(key.partition(".")[0], state) for key, state in found.items()}
    empty = {(name, "missing") for name in ("lead", "abstract", "speakers")}
    assert kinds == {("title", "untranslated"), ("body", "untranslated")} | empty
    may_stay = {key: segment["may_stay"] for key, segment in segments(editor, page).items()}
    assert (may_stay["title"], may_stay["body.t1"], may_stay["abstract"]) == (True, True, False)


def test_changed_words_are_marked(editor, lecture, translation):
    publish_it(lecture, lead="Om alla torg.")
    segment = segments(editor, translation)["lead"]
    assert (segment["state"], segment["can_be_right"], bool(segment["note"])) == ("old", True, True)
    kept, removed, added = [
        "".join(text for kind, text in segment["changes"] if kind == wanted).split() for wanted in ("=", "-", "+")
    ]
    assert (kept, removed, added) == (["Om", "."], ["torgen"], ["alla", "torg"])


def test_changed_block_is_outdated_and_a_moved_one_is_not(editor, lecture, translation):
    texts = [f"Stycke {number}" for number in range(1, 10)]
    blocks = json.loads(body(*texts[:6], "Stycke sju", *texts[7:]))
    publish_it(lecture, body=json.dumps(blocks[::-1]))
    assert states(editor, translation) == {"body.t7": "old"}
    assert marks(translation) == {"body.t7": "changed"}


def test_text_that_is_gone_from_the_original_is_told(editor, lecture, translation):
    publish_it(lecture, lead="")
    segment = segments(editor, translation)["lead"]
    assert (segment["state"], segment["text"], segment["can_be_right"]) == ("removed", "", True)


def test_draft_change_of_the_source_is_told_but_not_drift(editor, lecture, translation):
    edited(lecture, lead="Om alla torgen.")
    segment = segments(editor, translation)["lead"]
    assert (segment["state"], segment["text"], segment["can_be_right"], marks(translation)) == (
        "old",
        "Om alla torgen.",
        False,
        {},
    )


def test_missing_blocks_are_offered_where_they_would_stand(editor, lecture, translation):
    first = json.loads(body("Nytt först", first=50))
    old = json.loads(body(*[f"Stycke {number}" for number in range(1, 10)]))
    last = {"type": "quote", "id": "q1", "value": {"quote": "Tillit.", "name": "", "role": ""}}
    publish_it(lecture, body=json.dumps([*first, *old, last]))
    missing = [(block["field"], block["id"], block["after"]) for block in beside(editor, translation)["missing_blocks"]]
    assert missing == [("body", "t50", ""), ("body", "q1", "t9")]


def test_original_is_told_what_translations_say_that_it_does_not(editor, lecture, translation):
    publish_it(translation, lead="On all squares.")
    (group,) = beside(editor, lecture)["groups"]
    assert (group["language"], [segment["key"] for segment in group["segments"]]) == ("en", ["lead"])
    assert (group["segments"][0]["text"], group["segments"][0]["page"]) == ("On all squares.", translation.pk)
    address = reverse("bilingual:still_right", args=[lecture.pk])
    answer = editor.post(
        address, {"key": "lead", "translation": translation.pk}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert (answer.json(), ahead(translation)) == ({"cleared": ["lead"]}, set())
    assert beside(editor, lecture)["groups"] == []


# Still right


def test_still_right_clears_one_text_and_says_who(client, lecture, translation):
    publish_it(lecture, lead="Om alla torgen.", title="Torg")
    translator = UserFactory(group="Översättare", first_name="Kim", last_name="Exempel")
    client.force_login(translator)
    client.post(reverse("bilingual:still_right", args=[translation.pk]), {"key": "lead"})
    assert set(marks(translation)) == {"title"}
    segment = segments(client, translation)["lead"]
    assert (segment["state"], "Kim Exempel" in segment["note"]) == ("ok", True)
    publish_it(lecture, lead="Om några torg.")
    assert set(marks(translation)) == {"title", "lead"}


def test_confirming_without_a_key_confirms_all_segments(editor, lecture, translation):
    publish_it(lecture, lead="Om alla torgen.", title="Torg")
    address = reverse("bilingual:still_right", args=[translation.pk])
    editor.post(address, {"key": ["abstract", "nothing"]})
    assert set(marks(translation)) == {"title", "lead"}
    editor.post(address)
    assert (marks(translation), get_record(translation).old_since) == ({}, None)


# Copying


def test_plain_text_is_copied_as_it_is(editor, lecture, translation):
    edited(lecture, lead="Om “alla” <b>torg</b>\n& mer.")
    assert copied(editor, translation, "lead") == {"kind": "plain", "value": "Om “alla” <b>torg</b>\n& mer."}


def test_rich_text_is_copied_as_the_editor_takes_it(editor, lecture, translation):
    publish_it(lecture, questions="<p>Skriv <b>till</b> oss.</p>", body=body("Nytt <b>stycke</b>"))
    for key, text in (("questions", "Skriv till oss."), ("body.t1", "Nytt stycke")):
        answer = copied(editor, translation, key)
        (paragraph,) = json.loads(answer["value"])["blocks"]
        assert (answer["kind"], paragraph["text"]) == ("rich", text)
        assert [style["style"] for style in paragraph["inlineStyleRanges"]] == ["BOLD"]
    form = opened(editor, translation) | {"body-0-value": copied(editor, translation, "body.t1")["value"]}
    send(editor, translation, form)
    draft = now(translation).get_latest_revision_as_object()
    assert draft.segments["body.t1"].fingerprint == now(lecture).segments["body.t1"].fingerprint


def test_block_is_copied_as_the_form_takes_it(editor, lecture, translation):
    rows = [{"type": "item", "id": "i1", "value": {"heading": "Hur?", "text": "<p>Så.</p>"}}]
    accordion = {"type": "accordion", "id": "a1", "value": {"heading": "Frågor", "items": rows}}
    publish_it(lecture, body=json.dumps([accordion]))
    answer = editor.get(reverse("bilingual:block", args=[translation.pk]), {"field": "body", "id": "a1"}).json()
    assert (answer["type"], answer["id"], answer["value"]["heading"]) == ("accordion", "a1", "Frågor")
    (item,) = answer["value"]["items"]
    assert (item["id"], item["value"]["heading"]) == ("i1", "Hur?")
    assert json.loads(item["value"]["text"])["blocks"][0]["text"] == "Så."


# What it costs


@pytest.mark.parametrize("drafts", [False, True])
def test_opening_a_translation_costs_little_more_than_opening_its_original(
    editor, edition, english_edition, people, drafts
):
    rows = [LectureSpeaker(speaker=person, affiliation="Polis", sort_order=n) for n, person in enumerate(people)]
    texts, paragraphs = [[f"{word} {number}" for number in range(30)] for word in ("Stycke", "Paragraph")]
    lecture = LecturePageFactory(parent=edition, title="Torg", lead="Om.", body=body(*texts), speakers=rows)
    publish_it(lecture)
    theirs = list(now(lecture).speakers.all())
    for row in theirs:
        row.affiliation = "Police"
    translation = translate(lecture, title="Squares", lead="On.", body=body(*paragraphs), speakers=theirs)
    publish_it(lecture, lead="Om annat.")
    if drafts:
        edited(lecture, body=body(*texts[1:]))
        edited(translation, lead="On other things.")
    counted = {}
    for page in (lecture, translation):
        editor.get(edit_url(page))
        with CaptureQueriesContext(connection) as captured:
            editor.get(edit_url(page))
            counted[page.pk] = len(captured)
    assert counted[translation.pk] <= 1.3 * counted[lecture.pk]
