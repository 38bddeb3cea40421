"""Packed input: gzip, bzip2 and zstd, known by their first bytes and unpacked as they are read.

What comes before a cut or damage is read, and the file then a reject; so is one that unpacks to far more than any text
does, before it has filled memory or disk.
"""

from __future__ import annotations

import bz2
import io
import zlib
from io import BufferedReader
from typing import Any

from onrecord.readers.format import Bad, Missing

MAX_RATIO = 200
"""Bytes out for each byte in, which no text reaches; looked at from `UNSUSPECTED` bytes on."""

UNSUSPECTED = 2**20

_PIECE = 1024  # bytes unpacked at once, which even a bomb in zstd makes no more than some megabytes of
_STEP = 2**20  # bytes that the others unpack at most at once
_PACKED = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\x28\xb5\x2f\xfd": "zstd"}


def packing(first: bytes) -> str | None:
    """How a file is packed whose first bytes these are."""
    return next((name for magic, name in _PACKED.items() if first.startswith(magic)), None)


def unpack(stream: BufferedReader) -> BufferedReader:
    """The stream itself, or what is packed in it."""
    kind = packing(stream.peek(4)[:4])
    return BufferedReader(Unpacked(stream, kind)) if kind else stream


class Unpacked(io.RawIOBase):
    """The bytes that are packed in a stream; raises Bad where they end too early, are damaged or a bomb."""

    def __init__(self, packed: BufferedReader, kind: str) -> None:
        self._packed = packed
        self._kind = kind
        self._member = _unpacker(kind)
        self._ready = memoryview(b"")
        self._rest = b""
        self._more = False  # whether more comes of what was fed already
        self._bytes_in = self._bytes_out = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill `buffer` as far as a step goes; 0 at the end."""
        while not self._ready and self._step():
            pass
        target = memoryview(buffer).cast("B")
        taken = min(len(target), len(self._ready))
        target[:taken] = self._ready[:taken]
        self._ready = self._ready[taken:]
        return taken

    def _step(self) -> bool:
        """Unpack a piece more; False at the end."""
        piece = b"" if self._more else self._rest or self._packed.read(_PIECE)
        self._rest = b""
        if self._member.eof:
            return self._next_member(piece)
        if not piece and not self._more:
            raise Bad(f"the {self._kind} data are cut off; what came before the cut was read")
        try:
            data, self._more = _feed(self._member, self._kind, piece)
        except Exception as error:  # each library has its own
            raise Bad(f"the {self._kind} data are damaged at byte {self._bytes_in}: {error}") from error
        self._bytes_in += len(piece)
        self._bytes_out += len(data)
        if self._bytes_out > max(UNSUSPECTED, MAX_RATIO * self._bytes_in):
            raise Bad(f"unpacks to more than {MAX_RATIO} times its size, as no text does")
        self._ready = memoryview(data)
        if self._member.eof:
            self._rest = self._member.unused_data
        return True

    def _next_member(self, piece: bytes) -> bool:
        """Go on with what follows a member: another one, or zeros that fill up a tape's block."""
        piece = piece.lstrip(b"\0")
        if not piece:
            return bool(self._packed.peek(1))
        if len(piece) < 4:
            piece += self._packed.read(_PIECE)
        if packing(piece) != self._kind:
            raise Bad(f"something else follows the {self._kind} data; they were read")
        self._member, self._rest = _unpacker(self._kind), piece
        return True


def _feed(member: Any, kind: str, piece: bytes) -> tuple[bytes, bool]:
    """What comes of a piece more, and whether more will without another one."""
    if kind == "gzip":
        data = member.decompress(member.unconsumed_tail + piece, _STEP)
        return data, bool(member.unconsumed_tail)
    if kind == "bzip2":
        data = member.decompress(piece, _STEP)
        return data, not (member.needs_input or member.eof)
    return member.decompress(piece), False


def _unpacker(kind: str) -> Any:
    """What unpacks a member: an object with `decompress`, `eof` and `unused_data`."""
    if kind == "gzip":
        return zlib.decompressobj(wbits=31)
    if kind == "bzip2":
        return bz2.BZ2Decompressor()
    try:
        from zstandard import ZstdDecompressor
    except ImportError as error:
        raise Missing("zstd needs: pip install 'onrecord[runs]'") from error
    return ZstdDecompressor().decompressobj()
