"""The search index and the reference index of what is loaded, written once for each thing instead of at every save."""

from contextlib import contextmanager

from django.db.models.signals import post_save
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.models import ReferenceIndex
from wagtail.search.index import Indexed, get_indexed_models, insert_or_update_object
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def indexed_afterwards():
    """Hold both indexes back within a with-block, and then index what has been put into the list that this gives.

    A page is saved four times on its way to be published, which made the loading three times as long.
    """
    made = []
    connected = [
        model for model in get_indexed_models() if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        with disable_reference_index_auto_update():
            yield made
    finally:
        for model in connected:
            post_save.connect(post_save_signal_handler, sender=model)
    for thing in made:
        thing.refresh_from_db()
        if isinstance(thing, Indexed):
            insert_or_update_object(thing)
        ReferenceIndex.create_or_update_for_object(thing)
