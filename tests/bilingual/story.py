"""A story of random steps in two languages, and what must be true after each of them."""

import json
import random
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Locale

from bilingual import drift
from bilingual.models import Translation
from bilingual.pages import NotYetTranslated, store
from lectures.models import LecturePage, LectureSpeaker
from tests.bilingual.oracle import Oracle, texts_of
from tests.factories import LecturePageFactory, SpeakerFactory, SubjectFactory

COLUMNS = (
    *("status", "date_precision", "news_by", "form", "venue", "notice_on", "picture", "kind", "starts_at", "ends_at"),
    *("over_at", "room", "spoken_language", "stream_url", "stream_opens_at", "stream_closes_at", "recording_url"),
    *("will_be_recorded", "registration_url", "registration_opens_at", "registration_full"),
)


def facts_on_row(page) -> tuple:
    """The facts of a page as they stand in the database."""
    columns = LecturePage.objects.filter(pk=page.pk).values_list(*COLUMNS).get()
    rows = page.speakers.model.objects.filter(page=page.pk).order_by("sort_order")
    subjects = LecturePage.subjects.through.objects.filter(lecturepage=page.pk)
    return (
        columns,
        list(rows.values_list("key", "speaker", "role")),
        sorted(subjects.values_list("subject", flat=True)),
    )


class Story:
    """Two pages, what was done to them, and what the rules say of them."""

    def __init__(self, seed: int, home, editions):
        self.random, self.oracle, self.steps = random.Random(seed), Oracle(), []
        self.editions, self.number = editions, 0
        self.people, self.subjects = SpeakerFactory.create_batch(4), SubjectFactory.create_batch(2)
        self.translated: set[str] = set()  # the rows of speakers whose texts have been English to readers
        lecture = LecturePageFactory(parent=editions["sv"][0], title=self.words("sv"), lead=self.words("sv"))
        lecture.body = json.dumps([self.new_block("sv") for _number in range(3)])
        lecture.speakers = [self.new_row(0), self.new_row(1)]
        lecture.save()
        self.pages = {"sv": lecture.pk}
        self.start()

    def words(self, language: str) -> str:
        self.number += 1
        return f"{'svenska ord' if language == 'sv' else 'english words'} {self.number}"

    def html(self, language: str) -> str:
        return f'<p data-block-key="{self.random.randrange(10**5)}">{self.words(language)}</p>'

    def new_block(self, language: str) -> dict:
        kind = self.random.choice(["text", "quote", "accordion"])
        if kind == "text":
            value = self.html(language)
        elif kind == "quote":
            value = {"quote": self.words(language), "name": self.words(language), "role": ""}
        else:
            items = [{"heading": self.words(language), "text": self.html(language)} for _number in range(2)]
            items = [{"type": "item", "id": str(uuid4()), "value": item} for item in items]
            value = {"heading": self.words(language), "items": items}
        return {"type": kind, "id": str(uuid4()), "value": value}

    def new_row(self, person: int) -> LectureSpeaker:
        return LectureSpeaker(speaker=self.people[person], affiliation=self.words("sv"), sort_order=person)

    # The pages as they are

    def page(self, language: str):
        return LecturePage.objects.get(pk=self.pages[language])

    def newest(self, language: str):
        return self.page(language).get_latest_revision_as_object()

    def original_texts(self) -> dict:
        """What the original says to all, and in its newest draft."""
        original = self.page("sv")
        return {"original": texts_of(original), "original_draft": texts_of(original.get_latest_revision_as_object())}

    # Steps

    def start(self):
        """Start the translation, and translate all of it."""
        translation = self.page("sv").copy_for_translation(Locale.objects.get(language_code="en"))
        self.pages["en"] = translation.pk
        self.translated = set()
        self.oracle.start_anew()
        self.oracle.draft = texts_of(translation)
        self.oracle.was_copied(self.oracle.draft)
        self.edit("en", share=1)

    def change(self, language: str, version, share: float):
        """Write some texts of a version anew; in English, what is still Swedish first."""

        def new(text: str, write=self.words) -> str:
            again = self.random.random() < share / 4 or (language == "en" and "svenska" in text)
            return write(language) if text and again and self.random.random() < max(share, 0.7) else text

        version.title, version.lead = new(version.title), new(version.lead)
        blocks = version.body.get_prep_value()
        for block in blocks:
            value = block["value"]
            if block["type"] == "text":
                block["value"] = new(value, self.html)
            elif block["type"] == "quote":
                value |= {name: new(value[name]) for name in ("quote", "name")}
            else:
                value["heading"] = new(value["heading"])
                for item in value["items"]:
                    item["value"] |= {
                        "heading": new(item["value"]["heading"]),
                        "text": new(item["value"]["text"], self.html),
                    }
        version.body = json.dumps(blocks)
        rows = list(version.speakers.all())
        for row in rows:
            row.affiliation = new(row.affiliation)
        version.speakers = rows

    def edit(self, language: str, share: float = 0.4, **options):
        version = self.newest(language)
        self.change(language, version, share)
        self.save(language, version, **options)

    def save(self, language: str, version, **options):
        revision = version.save_revision(**options)
        if language == "en":
            texts, live = self.original_texts(), self.page("sv").live
            self.oracle.draft_saved(texts_of(version), texts["original_draft"], texts["original"] if live else {})
        return revision

    def edit_facts(self):
        version = self.newest("sv")
        version.room = self.words("sv")
        version.starts_at = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(hours=self.random.randrange(1000))
        version.date_precision = self.random.choice(["confirmed", "month"])
        version.subjects = self.random.sample(self.subjects, self.random.randrange(3))
        rows = list(version.speakers.all())
        if rows and self.random.random() < 0.4:
            rows.remove(self.random.choice(rows))
        if self.random.random() < 0.4:
            rows.append(self.new_row(self.random.randrange(4)))
        self.random.shuffle(rows)
        for number, row in enumerate(rows):
            row.sort_order = number
        version.speakers = rows
        self.save("sv", version)

    def edit_blocks(self, language: str):
        """Move, delete or add blocks; into a translation also those that only the original has."""
        version = self.newest(language)
        blocks = version.body.get_prep_value()
        action = self.random.choice(["move", "delete", "add", "bring"])
        if action == "move":
            self.random.shuffle(blocks)
        elif action == "delete" and blocks:
            blocks.remove(self.random.choice(blocks))
        elif action == "add":
            blocks.insert(self.random.randrange(len(blocks) + 1), self.new_block(language))
        elif language == "en":
            there = {block["id"] for block in blocks}
            blocks += [block for block in self.newest("sv").body.get_prep_value() if block["id"] not in there]
        version.body = json.dumps(blocks)
        if language == "en":
            self.change("en", version, share=0)
        self.save(language, version)

    def publish(self, language: str, revision=None):
        revision = revision or self.page(language).get_latest_revision()
        if revision is None:
            return
        try:
            revision.publish()
        except NotYetTranslated as refused:
            self.check_refusal(refused)
        else:
            self.was_published(language)

    def was_published(self, language: str):
        translation = texts_of(self.page("en"))
        if language == "sv":
            self.given()
            self.oracle.original_published(translation=translation, **self.original_texts())
        else:
            self.oracle.translation_published(translation=translation, **self.original_texts())
            if self.oracle.draft != translation and not self.page("en").has_unpublished_changes:
                self.oracle.draft = translation

    def given(self):
        """A speaker that is new comes to the translation with the original's words."""
        for name, text in texts_of(self.page("en")).items():
            if name.startswith("speakers.") and "svenska" in text:
                self.oracle.was_copied({name: text})

    def check_refusal(self, refused: NotYetTranslated):
        assert refused.segments, "refused without a reason"
        assert [segment.label for segment in refused.segments if "svenska" not in str(segment.value)] == []

    def publish_older(self, language: str):
        if revisions := list(self.page(language).revisions.order_by("pk")):
            self.publish(language, self.random.choice(revisions))

    def revert(self, language: str):
        if revisions := list(self.page(language).revisions.order_by("pk")):
            revision = self.random.choice(revisions)
            self.save(language, revision.as_object(), previous_revision=revision)

    def unpublish(self, language: str):
        self.page(language).unpublish()
        if language == "en":
            self.oracle.live = False

    def save_row(self, language: str):
        """Save the page itself, as a program would."""
        page = self.page(language)
        try:
            page.save()
        except NotYetTranslated as refused:
            self.check_refusal(refused)
        else:
            if page.live:
                self.was_published(language)

    def move(self, language: str):
        parent = self.random.choice(self.editions[language])
        self.page(language).move(type(parent).objects.get(pk=parent.pk), pos="last-child")

    def schedule(self, language: str):
        due = timezone.now() - timedelta(minutes=1)
        version = self.newest(language)
        version.go_live_at = due
        self.change(language, version, 0.4)
        self.page(language).revisions.update(approved_go_live_at=None)
        self.save(language, version, approved_go_live_at=due)

    def run_scheduled(self):
        due = {language: self.page(language).scheduled_revision for language in ("sv", "en")}
        in_order = sorted((revision for revision in due.values() if revision), key=lambda one: one.approved_go_live_at)
        for revision in in_order:  # one at a time, so that each can be followed
            language = next(name for name, one in due.items() if one == revision)
            others = self.page("en" if language == "sv" else "sv").revisions.filter(approved_go_live_at__isnull=False)
            waiting = list(others.values_list("pk", "approved_go_live_at"))
            others.update(approved_go_live_at=None)
            try:
                call_command("publish_scheduled")
            except CommandError:
                self.page(language).revisions.update(approved_go_live_at=None)
            else:
                self.was_published(language)
            for pk, moment in waiting:
                revision._meta.model.objects.filter(pk=pk).update(approved_go_live_at=moment)

    def hold_right(self):
        record, original, translation = self.record(), self.page("sv"), self.page("en")
        marked = {*record.memory.has("is_outdated"), *record.memory.has("is_behind")}
        names = [name for name in sorted(marked) if self.random.random() < 0.5]
        if translation.live and names:
            drift.still_right(record, names, original.segments, translation.segments, None)
            store(record)
            self.oracle.held_right(names, texts_of(original), texts_of(translation))

    def start_again(self):
        self.page("en").delete()
        assert self.record().page is None
        self.start()

    def step(self):
        language = self.random.choice(["sv", "sv", "en"])
        action, arguments = self.random.choices(
            [
                *((self.edit, [language]), (self.edit_blocks, [language]), (self.publish, [language])),
                *((self.edit_facts, []), (self.publish_older, [language]), (self.revert, [language])),
                *((self.unpublish, [language]), (self.save_row, [language]), (self.move, [language])),
                *((self.schedule, [language]), (self.run_scheduled, []), (self.hold_right, [])),
                (self.start_again, []),
            ],
            weights=[5, 5, 9, 5, 2, 3, 1, 2, 1, 2, 2, 2, 0.4],
        )[0]
        self.steps.append(" ".join([action.__name__, *arguments]))
        action(*arguments)

    # What must be true

    def record(self) -> Translation:
        return Translation.objects.with_status().select_related("page").get(original=self.pages["sv"])

    def check(self):
        original, translation, record = self.page("sv"), self.page("en"), self.record()
        assert facts_on_row(original) == facts_on_row(translation)
        assert {name: mark.drift for name, mark in record.memory.has("is_outdated").items()} == self.oracle.old
        assert set(record.memory.has("is_behind")) == self.oracle.behind
        marked = record.memory.has("is_outdated"), record.memory.has("is_behind")
        assert (record.old_since is None, record.behind_since is None) == (not marked[0], not marked[1])
        self.check_translators_words(translation)
        if translation.has_unpublished_changes and self.steps[-1:] in (["edit_facts"], ["edit en"], ["revert sv"]):
            self.check_shared_fields_of_draft()

    def check_translators_words(self, translation):
        rows = list(translation.speakers.all())
        lost = [row.affiliation for row in rows if row.key in self.translated and "svenska" in row.affiliation]
        assert lost == [], "a translated affiliation has been lost"
        self.translated |= {row.key for row in rows if "english" in row.affiliation}

    def check_shared_fields_of_draft(self):
        theirs, own = self.newest("sv"), self.newest("en")
        assert (own.room, own.starts_at) == (theirs.room, theirs.starts_at)
        assert [row.key for row in own.speakers.all()] == [row.key for row in theirs.speakers.all()]
        assert {one.pk for one in own.subjects.all()} == {one.pk for one in theirs.subjects.all()}
