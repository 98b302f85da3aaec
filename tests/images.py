"""Small images for tests, made of their headers."""

from __future__ import annotations

import struct
import zlib


def make_png(width: int, height: int) -> bytes:
    """A PNG that can be shown, all black."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(bytes(width + 1) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def make_jpeg(width: int, height: int, orientation: int = 0, order: str = ">") -> bytes:
    """Head and end of a JPEG, with the orientation of a photograph if it has one."""
    exif = b""
    if orientation:
        mark = b"MM" if order == ">" else b"II"
        entry = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
        body = mark + struct.pack(f"{order}HI", 42, 8) + struct.pack(f"{order}H", 1) + entry
        data = b"Exif\0\0" + body
        exif = b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data
    table = b"\xff\xc4" + struct.pack(">H", 5) + b"abc"
    frame = b"\xff\xc2" + struct.pack(">HBHH", 17, 8, height, width) + bytes(10)
    return b"\xff\xd8" + exif + table + frame + b"\xff\xd9"


def make_gif(width: int, height: int) -> bytes:
    """Head and end of a GIF."""
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(3) + b"\0;"


def make_webp(kind: str, width: int, height: int) -> bytes:
    """The head of a WebP: `VP8 `, `VP8L` or `VP8X`."""
    if kind == "VP8 ":
        body = bytes(4) + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    elif kind == "VP8L":
        body = bytes(4) + b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14)
    else:
        body = bytes(8) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    inner = b"WEBP" + kind.encode() + body
    return b"RIFF" + struct.pack("<I", len(inner)) + inner
