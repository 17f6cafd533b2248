"""The text of an uploaded file, for the search: extracted when the file is stored, never during a search.

It is read in a process of its own (document_reading.py) with limits on memory and time, so that a file which is
broken, or made to do harm, costs its own text and nothing else.
"""

import logging
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from home.media.document_reading import KINDS

ROOT = Path(__file__).resolve().parents[2]
MAX_BYTES = 300 * 1024 * 1024
SECONDS = 10  # of processor time, after which what has been read is kept; at twice that the reading is ended
PATIENCE = 4  # times as long by the clock: the machine may be busy

logger = logging.getLogger(__name__)


class Unreadable(Exception):
    """A file whose text cannot be had; the message says why."""


def text_of(file, extension: str) -> str:
    """The text of an open file; empty, with a warning in the log, where it cannot be had."""
    extension = extension.lower()
    if extension not in KINDS:
        return ""
    try:
        with TemporaryFile() as copy:
            copy_to(copy, file)
            return read_apart(copy, extension)
    except Exception as error:  # noqa: BLE001 (a storage of files may raise anything; no upload is to fail for it)
        logger.warning("The text of %r could not be read: %s", getattr(file, "name", None) or extension, error)
        return ""


def can_be_read(file, extension: str) -> None:
    """Raise Unreadable where the text of an open file could not be had. Of a PDF, the first page is read."""
    if extension in KINDS:
        with TemporaryFile() as copy:
            copy_to(copy, file)
            read_apart(copy, extension, "first")


def copy_to(copy, file) -> None:
    """Put the file where another process can read it."""
    left = MAX_BYTES
    file.seek(0)
    while chunk := file.read(1024 * 1024):
        left -= len(chunk)
        if left < 0:
            raise Unreadable(f"it is larger than {MAX_BYTES:,} bytes")
        copy.write(chunk)
    copy.seek(0)


def read_apart(copy, extension: str, how_much: str = "all") -> str:
    """What the other process reads."""
    command = [sys.executable, "-m", "home.media.document_reading", extension, str(SECONDS), how_much]
    try:
        done = subprocess.run(  # noqa: S603 (the extension is one of KINDS)
            command, stdin=copy, capture_output=True, timeout=SECONDS * PATIENCE, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("it takes too long") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise Unreadable(repr(said[:200]) if done.returncode > 0 else f"the reading was ended ({done.returncode})")
    return done.stdout.decode()
