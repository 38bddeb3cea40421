"""The bytes of a WARC file: of one that is not packed, and of one whose records are gzip members.

Both give bytes in order, know where a record started, and find, after damage, the next place where one starts.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from io import BufferedReader

from onrecord.readers.format import Bad

PIECE = 2**16
"""Bytes that are read at once."""

KEPT = 32 * 2**20
"""Bytes of a record, as it stands in the file, that are kept to look for the next one in, should it be damaged."""

MAGIC = b"\x1f\x8b\x08"
_HEADER = re.compile(rb"WARC/1\.\d\r?\n[\w-]+:")
_FEW = 512  # bytes of a member that show whether a record starts in it


class Damaged(Bad):
    """The bytes of a record are not what they should be."""


class Window:
    """A stream that is read once, forward, of which the bytes since `base` are kept."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._kept = bytearray()
        self.base = 0

    @property
    def end(self) -> int:
        """The offset after the last byte that was read."""
        return self.base + len(self._kept)

    def bytes_from(self, offset: int, size: int) -> bytes:
        """At most so many bytes from an offset that is still kept on; none at the end of the file."""
        while self.end < offset + size and (piece := self._stream.read1(PIECE)):
            self._kept += piece
        return bytes(self._kept[offset - self.base : offset - self.base + size])

    def forget(self, offset: int) -> None:
        """The bytes before an offset are not needed any more."""
        if offset - self.base > PIECE:
            del self._kept[: offset - self.base]
            self.base = offset

    def find(self, pattern: bytes, offset: int, starts: Callable[[int], bool]) -> int | None:
        """The first offset from `offset` on where the pattern stands and `starts` holds."""
        at = offset
        while True:
            found = self._kept.find(pattern, at - self.base)
            if found < 0:
                at = max(at, self.end - len(pattern) + 1)
                self.forget(at)
                if len(self.bytes_from(at, PIECE)) < len(pattern):
                    return None
                continue
            at = self.base + found
            if starts(at):
                return at
            at += 1


class Plain:
    """A WARC file that is not packed. `start`: where the record at hand starts."""

    many = True
    """Whether more than one record may stand in what `next` goes to."""

    def __init__(self, stream: BufferedReader) -> None:
        self._window = Window(stream)
        self._at = self.start = 0

    def next(self) -> bool:
        """Go to what follows; False at the end of the file."""
        return bool(self._window.bytes_from(self._at, 1))

    def begin(self, unread: int) -> None:
        """A record starts, of which so many bytes were read already."""
        self.start = self._at - unread
        self._window.forget(self.start)

    def read(self) -> bytes:
        """Some bytes; none at the end."""
        piece = self._window.bytes_from(self._at, PIECE)
        self._at += len(piece)
        if self._at - self.start > KEPT:
            self._window.forget(self._at)
        return piece

    def end(self, unread: int) -> int | None:
        """Where the record ends, if all but so many bytes of what was read are its."""
        return self._at - unread

    def resync(self) -> int:
        """Go to the next record after damage, or to the end of the file; where that is."""
        first = max(self.start + 1, self._window.base)
        found = self._window.find(b"WARC/1.", first, lambda at: bool(_HEADER.match(self._window.bytes_from(at, 99))))
        self._at = self._window.end if found is None else found
        return self._at


class Gzip:
    """A WARC file of gzip members. `start`: where the member at hand starts."""

    many = False

    def __init__(self, stream: BufferedReader) -> None:
        self._window = Window(stream)
        self._at = self.start = 0
        self._member = zlib.decompressobj(wbits=31)

    def next(self) -> bool:
        """Go to the next member; False at the end of the file. Raises Damaged where something else follows."""
        while (first := self._window.bytes_from(self._at, PIECE)) and self._at and not first.strip(b"\0"):
            self._at += len(first)  # zeros that fill up a tape's block
        self._at += len(first) - len(first.lstrip(b"\0")) if self._at else 0
        self.start = self._at
        self._window.forget(self.start)
        self._member = zlib.decompressobj(wbits=31)
        if first and self._window.bytes_from(self._at, 3) != MAGIC:
            raise Damaged("something else than a gzip member")
        return bool(first)

    def begin(self, unread: int) -> None:
        """A record starts; that its member does says where."""

    def read(self) -> bytes:
        """Some bytes of the member; none at its end. Raises Damaged."""
        while not self._member.eof:
            fed = self._member.unconsumed_tail or self._piece()
            try:
                data = self._member.decompress(fed, PIECE)
            except zlib.error as error:
                raise Damaged(f"damaged gzip data: {error}") from error
            if self._member.eof:
                self._at -= len(self._member.unused_data)
            if data:
                return data
        return b""

    def end(self, unread: int) -> int | None:
        """Where the record ends, if its member does with it."""
        return self._at if self._member.eof and not unread else None

    def resync(self) -> int:
        """Go to the next member after damage that starts with a record, or to the end of the file; where that is."""
        found = self._window.find(MAGIC, max(self.start + 1, self._window.base), self._starts)
        self._at = self._window.end if found is None else found
        return self._at

    def _piece(self) -> bytes:
        piece = self._window.bytes_from(self._at, PIECE)
        if not piece:
            raise Damaged("cut off")
        self._at += len(piece)
        if self._at - self.start > KEPT:
            self._window.forget(self._at)
        return piece

    def _starts(self, offset: int) -> bool:
        """Whether a member that starts with a record stands at an offset."""
        try:
            first = zlib.decompressobj(wbits=31).decompress(self._window.bytes_from(offset, _FEW), 8)
        except zlib.error:
            return False
        return first.startswith(b"WARC/")


Source = Plain | Gzip


def source(stream: BufferedReader, packed: bool) -> Source:
    """The bytes of a file; `packed` says what its name does, which counts where its start is damaged."""
    first = stream.peek(len(MAGIC))
    members = first.startswith(MAGIC[:2]) or (packed and not first.startswith(b"WARC/"))
    return Gzip(stream) if members else Plain(stream)
