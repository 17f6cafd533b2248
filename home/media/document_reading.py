"""The text of a file by its kind, run as a program by document_text.py: the file comes in, its text goes out."""

import codecs
import html
import logging
import re
import resource
import sys
import time
import unicodedata
from collections.abc import Iterator
from itertools import islice
from zipfile import ZipFile

from home.media.office_reading import office_text
from home.media.pdf_reading import pdf_text
from home.media.rtf_reading import rtf_text

MAX_CHARACTERS = 200_000
MAX_MEMORY = 1024**3
BINARY = 0.01  # a share of control characters that no text has


def plain(file) -> Iterator[str]:
    """UTF-8, UTF-16 with its mark, or what Windows wrote."""
    data = file.read(MAX_CHARACTERS * 4)
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = codecs.getincrementaldecoder("utf-16" if marked else "utf-8-sig")().decode(
            data
        )  # its end may be cut off
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if sum(letter < " " and letter not in "\t\r\n\f" for letter in text) > len(text) * BINARY:
        raise ValueError("this is no text")
    yield text


def captions(file) -> Iterator[str]:
    """What is said: no times, names of cues, notes, styles; a line that stays on the screen once."""
    last = ""
    for block in re.split(r"\n\s*\n", "".join(plain(file)).replace("\r\n", "\n").replace("\r", "\n")):
        _before, arrow, said = block.partition("-->")
        for line in said.splitlines()[1:] if arrow else []:
            line = html.unescape(re.sub(r"<[^>]*>", "", line)).strip()
            if line != last:
                yield line
            last = line


def rich_text(file) -> Iterator[str]:
    text = "".join(rtf_text(file.read(MAX_CHARACTERS * 50)))
    yield text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # a letter may come in two halves


def office(file) -> Iterator[str]:
    with ZipFile(file) as archive:
        yield from office_text(archive)


KINDS = {
    "csv": plain,
    "docx": office,
    "odp": office,
    "ods": office,
    "odt": office,
    "pdf": pdf_text,
    "pptx": office,
    "rtf": rich_text,
    "txt": plain,
    "vtt": captions,
    "xlsx": office,
}
CUT_IN_TWO = re.compile(r"(?<=\w)-\n(?!(?:och|eller|samt|and|or)\b)(\w)")  # and not "kris-\noch"
JOINED = {pdf_text: "\n", captions: "\n"}


def cleaned(text: str) -> str:
    """The text in composed letters, without what cannot be seen, and words that a line cut in two made whole."""
    text = unicodedata.normalize("NFKC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xad", ""))
    text = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    text = CUT_IN_TWO.sub(lambda cut: cut[1] if cut[1].islower() else cut[0], text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)[:MAX_CHARACTERS]


def read(file, extension: str, seconds: float, pieces: int | None = None) -> str:
    """What can be read in so many seconds of processor time; of a PDF, so many pages if it is told."""
    most, pieces, length, reader = pieces, [], 0, KINDS[extension]
    for piece in islice(reader(file), most if reader is pdf_text else None):
        pieces.append(piece)
        length += len(piece)
        if length > MAX_CHARACTERS or time.process_time() > seconds:
            break
    return cleaned(JOINED.get(reader, "").join(pieces)[: MAX_CHARACTERS * 2])


def main() -> None:
    extension, seconds, how_much = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds * 2, seconds * 2))
    logging.disable()
    try:
        with open(0, "rb") as file:
            text = read(file, extension, seconds, pieces=1 if how_much == "first" else None)
    except Exception as error:  # noqa: BLE001 (whatever is wrong with a file is said in one line)
        sys.exit(f"{type(error).__name__}: {error}"[:200].replace("\n", " "))
    sys.stdout.buffer.write(text.encode("utf-8", "ignore"))


if __name__ == "__main__":
    main()
