"""Files of uploads, which stay only if what they belong to is stored."""

import logging

from django.core.files.storage import FileSystemStorage
from django.db import transaction

logger = logging.getLogger(__name__)


class UploadStorage(FileSystemStorage):
    """Leaves nothing behind where the disk is full, or where the transaction of an upload is taken back."""

    def _save(self, name, content):
        was_there = self.exists(name)
        try:
            name = super()._save(name, content)
        except BaseException:
            if not was_there:
                self.delete(name)  # what there was room for
            raise
        transaction.on_commit(KeptOnCommit(self, name))
        return name


class KeptOnCommit:
    """A file that is deleted unless its transaction is committed.

    Django tells of commits; of one that is taken back, only by letting go of those who waited for it.
    """

    def __init__(self, storage: FileSystemStorage, name: str):
        self.storage, self.name, self.is_kept = storage, name, False

    def __call__(self):
        self.is_kept = True

    def __del__(self):
        if not self.is_kept:
            try:
                self.storage.delete(self.name)
            except OSError:
                logger.exception("%s belongs to nothing and could not be deleted", self.name)
