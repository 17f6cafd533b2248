"""The text of PDF files, page by page, without layers that are switched off."""

from collections.abc import Iterator
from itertools import islice

MAX_PAGES = 300
SHOWING = (b"Tj", b"TJ", b"'", b'"', b"Do")  # text, and what is drawn of elsewhere


def pdf_text(file) -> Iterator[str]:
    """Page by page; a page that cannot be read is passed over."""
    from pypdf import PdfReader

    reader = PdfReader(file)
    if not len(reader.pages):  # which also fails where it is locked with a password
        raise ValueError("it has no pages")
    try:
        off = layers_off(reader)
    except (AttributeError, LookupError, TypeError):  # they are told of wrongly: a viewer shows all
        off = set()
    for page in islice(reader.pages, MAX_PAGES):
        try:
            if off:
                leave_out(page, off)
            yield page.extract_text()
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001, S112 (pypdf raises anything over a broken page)
            continue


def layers_off(reader) -> set[int]:
    """The object numbers of the layers that are hidden when the file is opened."""
    layers = resolved(reader.root_object.get("/OCProperties", {}))
    told = resolved(layers.get("/D", {}))
    off, on, every = (
        {number_of(one) for one in resolved(table.get(name, []))}
        for table, name in ((told, "/OFF"), (told, "/ON"), (layers, "/OCGs"))
    )
    return off | (every - on) if told.get("/BaseState") == "/OFF" else off


def leave_out(page, off: set[int]) -> None:
    """Take what is shown in a layer that is off out of a page."""
    from pypdf.generic import NameObject

    content = page.get_contents()
    if content is None:
        return
    resources = resolved(page.get("/Resources", {}))
    names, drawings = (resolved(resources.get(name, {})) for name in ("/Properties", "/XObject"))
    kept, around = [], []  # whether each part around here is hidden
    for operands, operator in content.operations:
        if operator in (b"BDC", b"BMC"):
            is_layer = operator == b"BDC" and operands[0] == "/OC"
            around.append(is_layer and is_off(names.get(operands[1]), off))
        elif operator == b"EMC" and around:
            around.pop()
        is_drawn_off = operator == b"Do" and is_off(resolved(drawings.get(operands[0], {})).get("/OC"), off)
        if operator not in SHOWING or not (any(around) or is_drawn_off):
            kept.append((operands, operator))
    content.operations = kept
    page[NameObject("/Contents")] = content


def is_off(layer, off: set[int]) -> bool:
    """Whether a layer is off, or all of a group of layers."""
    if layer is None:
        return False
    members = resolved(resolved(layer).get("/OCGs", layer))
    members = members if isinstance(members, list) else [members]
    return bool(members) and all(number_of(one) in off for one in members)


def resolved(one):
    return one.get_object() if hasattr(one, "get_object") else one


def number_of(one) -> int:
    reference = getattr(resolved(one), "indirect_reference", None)
    return reference.idnum if reference else 0
