"""Small files of every kind, made in memory."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import ContentFile

WORD = '<w:document xmlns:w="urn:w"><w:body>{}</w:body></w:document>'
SLIDE = '<p:sld xmlns:p="urn:p" xmlns:a="urn:a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>'
OPEN = '<o:content xmlns:o="urn:o" xmlns:text="urn:text" xmlns:p="urn:p">{}</o:content>'


def zipped(**parts: str | bytes) -> bytes:
    """A zip with these parts; a name says `__` for `/` and `_xml` for `.xml`."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    rows = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return zipped(word__document_xml=WORD.format(rows))


def pdf(*streams: bytes, compress: bool = False, password: str = "") -> bytes:
    """A PDF with a page for each stream of drawing commands."""
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    for content in streams:
        page = writer.add_blank_page(200, 200)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
        font = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        stream.set_data(content)
        page[NameObject("/Contents")] = writer._add_object(stream.flate_encode() if compress else stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def drawn(text: str) -> bytes:
    return b"BT /F1 12 Tf 10 100 Td (" + text.encode("cp1252") + b") Tj ET"


def named(content: bytes | str, name: str) -> ContentFile:
    return ContentFile(content.encode() if isinstance(content, str) else content, name=name)
