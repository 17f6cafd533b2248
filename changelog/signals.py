"""What makes a changed fact of an event public: that the page is stored, however that came about."""

from django.dispatch import receiver

from changelog.recording import record
from conference.events import Event
from home.signals import page_stored


@receiver(page_stored)
def page_was_stored(instance, **kwargs):
    if isinstance(instance, Event) and instance.path:
        record(instance)
