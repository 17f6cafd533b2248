"""Image files chunk by chunk: image data is kept as it is, metadata is left out.

A picture that carries nothing else comes out byte for byte. Whether the parts can be decoded is for others to say.
"""

import re
from collections.abc import Callable

# The end of what is coded in a JPEG: a marker that is neither a stuffed byte nor a restart.
JPEG_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
JPEG_END, JPEG_SCAN, JPEG_COMMENT = 0xD9, 0xDA, 0xFE
JPEG_APPLICATIONS = range(0xE0, 0xF0)
JPEG_KEPT = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}  # density, colours, how they are coded
PNG_KEPT = frozenset(
    b"IHDR PLTE tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs cICP mDCV cLLI acTL fcTL fdAT IDAT IEND".split()
)
WEBP_KEPT = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH"])
GIF_FRAME, GIF_EXTENSION, GIF_END = b",", b"!", b";"
GIF_KEPT = re.compile(rb"!(?:\xf9|\xff.(?:NETSCAPE2\.0|ANIMEXTS1\.0|ICCRGBG1012))", re.DOTALL)
WEBP_METADATA = 0x08 | 0x04  # the flags of VP8X that say that there are EXIF and XMP


def jpeg(data: bytes) -> bytes:
    """What stands between the parts goes, and what follows: the further pictures and films of a telephone."""
    kept, at = [data[:2]], 2
    while marker := JPEG_MARKER.search(data, at):
        kind, at = marker[0][-1], marker.start()
        if kind == JPEG_END:
            kept.append(data[at : marker.end()])
            break
        end = marker.end() + int.from_bytes(data[marker.end() : marker.end() + 2])
        content = data[marker.end() + 2 : end]
        if kind in JPEG_APPLICATIONS:
            keeps = content.startswith(JPEG_KEPT.get(kind, b"\0none"))
        else:
            keeps = kind != JPEG_COMMENT
        if kind == JPEG_SCAN and (following := JPEG_MARKER.search(data, end)):
            end = following.start()
        if keeps:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] in PNG_KEPT:
            kept.append(data[at:end])
        if data[at + 4 : at + 8] == b"IEND":
            break
        at = end
    return b"".join(kept)


def webp(data: bytes) -> bytes:
    kept = []
    for name, chunk in webp_chunks(data):
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_METADATA]) + chunk[9:]
        if name in WEBP_KEPT:
            kept.append(chunk)
    content = b"".join(kept)
    return b"RIFF" + (len(content) + 4).to_bytes(4, "little") + b"WEBP" + content


def webp_chunks(data: bytes):
    """The parts of a WebP, each by its name, with its head."""
    at, last = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= last:
        length = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        yield data[at : at + 4], data[at:end]
        at = end


def is_lossless_webp(data: bytes) -> bool:
    """Whether a WebP shows exactly what it was made of."""
    return any(name == b"VP8L" or (name == b"ANMF" and chunk[24:28] == b"VP8L") for name, chunk in webp_chunks(data))


def gif(data: bytes) -> bytes:
    """The frames, and for how long each is shown: no comments, and nothing that other programs have written."""
    at = 13 + size_of_palette(data[10:11])
    kept = [data[:at]]
    while at < len(data):
        start, kind = at, data[at : at + 1]
        if kind == GIF_END:
            break
        if kind not in (GIF_FRAME, GIF_EXTENSION):
            at += 1
            continue
        if kind == GIF_FRAME:
            at += 11 + size_of_palette(data[at + 9 : at + 10])
        else:
            at += 2
        while size := int.from_bytes(data[at : at + 1]):
            at += 1 + size
        at += 1
        if kind == GIF_FRAME or GIF_KEPT.match(data, start):
            kept.append(data[start:at])
    return b"".join(kept) + GIF_END


def size_of_palette(flags: bytes) -> int:
    told = int.from_bytes(flags)
    return 3 << (told % 8 + 1) if told & 0x80 else 0


STRIP: dict[str, Callable[[bytes], bytes]] = {"GIF": gif, "JPEG": jpeg, "MPO": jpeg, "PNG": png, "WEBP": webp}
