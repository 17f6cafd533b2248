"""What happens to speakers, subjects, venues and documents, and to what leads to them."""

from home.models import SiteDocument
from lectures.models import LecturePage, LectureSpeaker, Speaker, Subject
from tests.bilingual.changing import edited
from tests.factories import delete_anyway
from tests.home.files import named
from tests.search.public_site import Site, deed


class Things(Site):
    """The site, and what happens to its things."""

    @deed
    def rename_speaker(self):
        speaker = self.any(Speaker)
        speaker.name = f"{self.word()} {self.word()}"
        speaker.save()

    @deed
    def delete_speaker(self):
        delete_anyway(self.any(Speaker))
        self.new_speaker()

    @deed
    def take_speakers_off(self):
        page = self.page(LecturePage, live=True)
        return self.publish(page, speakers=[]) if page else False

    @deed
    def add_speaker(self):
        page = self.page(LecturePage, live=True)
        if page is None:
            return False
        return self.publish(
            page, speakers=[*page.speakers.all(), LectureSpeaker(speaker=self.any(Speaker), sort_order=9)]
        )

    @deed
    def unpublish_all_of_a_speaker(self):
        speaker = self.any(Speaker)
        for page in LecturePage.objects.live().filter(speakers__speaker=speaker).distinct():
            page.unpublish()

    @deed
    def rename_subject(self):
        subject = self.any(Subject)
        for row in subject.texts.all():
            row.name = self.word()
            row.save()

    @deed
    def delete_subject(self):
        delete_anyway(self.any(Subject))
        self.new_subject()

    @deed
    def rename_venue(self):
        for row in self.venue.texts.all():
            row.name = self.word()
            row.save()

    @deed
    def replace_document(self):
        document = self.any(SiteDocument)
        document.file = named(self.word(), "bilder.txt")
        document.save()

    @deed
    def save_draft_without_documents_and_replace_them(self):
        page = self.page(LecturePage)
        edited(page, documents=[])
        self.replace_document()

    @deed
    def delete_document(self):
        delete_anyway(self.any(SiteDocument))
        self.new_document()
