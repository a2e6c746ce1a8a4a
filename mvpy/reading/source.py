"""A program's way in and out: bytes become text, and text becomes bytes again.

source = read_source(data, "program.py")     text with "\\n" at each line's end, and what leads back
data = encode(text, source)                   in the encoding and with the line endings of the original
"""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mvpy.errors import SourceError
from mvpy.system.deep import in_deep_thread  # for mvpy/pipeline.py

__all__ = ["Source", "encode", "in_deep_thread", "read_source"]

COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
BLANK = re.compile(rb"^[ \t\f]*(?:#.*)?$", re.ASCII | re.DOTALL)
NEWLINE = re.compile(r"\r\n|\r|\n")
OTHER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16"),
)  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A program as text, and what its bytes had besides.

    In *text* every line ends in "\\n".  *newline* is the usual ending of its lines in the file; *endings*
    are those of all lines, if they are not all the same.  *digest* is that of the bytes.
    """

    text: str
    name: str = "<string>"
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    endings: tuple[str, ...] = ()
    final_newline: bool = True
    digest: str = field(default="", compare=False)


def read_source(data: bytes, name: str = "<string>") -> Source:
    """The program that the bytes *data* of the file *name* are, or a SourceError."""
    for mark, encoding in OTHER_MARKS:
        if data.startswith(mark):
            raise SourceError(f"this file is {encoding}, which Python doesn't read; save it as UTF-8", name)
    bom = data.startswith(codecs.BOM_UTF8)
    body = data[3:] if bom else data
    encoding = declared_encoding(body, bom, name)
    text = decoded(body, encoding, name)
    refuse_null(text, name)
    endings = NEWLINE.findall(text)
    kinds = Counter(endings)
    newline = kinds.most_common(1)[0][0] if kinds else "\n"
    if set(kinds) - {"\n"}:
        text = NEWLINE.sub("\n", text)
    mixed = tuple(endings) if len(kinds) > 1 else ()
    ended = not text or text.endswith("\n")
    return Source(text, name, encoding, bom, newline, mixed, ended, hashlib.sha256(data).hexdigest())


def declared_encoding(data: bytes, bom: bool, name: str) -> str:
    """What PEP 263 says that *data* is encoded in."""
    lines = re.split(rb"\r\n|\r|\n", data[:4096], maxsplit=2)[:2]
    for number, line in enumerate(lines, 1):
        found = COOKIE.match(line)
        if found:
            place = SourceError("", name, number, found.start(1) + 1, line.decode("ascii", "replace"))
            return checked_encoding(found.group(1).decode("ascii"), bom, place)
        if not BLANK.match(line):
            break
    return "utf-8"


def checked_encoding(encoding: str, bom: bool, place: SourceError) -> str:
    """*encoding*, if Python knows it and a program can be written in it."""
    name = name_for_python(encoding)
    try:
        info = codecs.lookup(name)
        is_text = getattr(info, "_is_text_encoding", True)
        usable = is_text and "#coding".encode(info.name) == b"#coding"
    except LookupError:
        raise about(place, f"unknown encoding '{encoding}'") from None
    except (UnicodeError, ValueError, TypeError):
        usable = False
    if not usable:
        raise about(place, f"a program can't be encoded in '{encoding}'")
    if bom and name != "utf-8":
        words = f"the file starts with the mark of UTF-8, and declares the encoding '{encoding}'"
        raise about(place, words)
    return info.name


def name_for_python(encoding: str) -> str:
    """What Python's tokenizer takes *encoding* for: editors write the kind of line ends behind its name.

    All of the names that it does not know here it looks up; none of those goes with the mark of UTF-8.
    """
    start = encoding[:12].lower().replace("_", "-") + "-"
    if start.startswith("utf-8-"):
        return "utf-8"
    return "iso-8859-1" if start.startswith(("latin-1-", "iso-8859-1-", "iso-latin-1-")) else encoding


def about(place: SourceError, words: str) -> SourceError:
    """The complaint *words* about *place*."""
    return SourceError(words, place.name, place.line, place.column, place.text)


def decoded(data: bytes, encoding: str, name: str) -> str:
    """*data* as text, or a SourceError at the first byte that doesn't fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        shown = encoding.upper() if encoding.startswith("utf") else encoding
        words = f"this isn't {shown}: byte 0x{data[error.start]:02x}"
        if encoding == "utf-8" and b"\0" not in data:
            words += "\nnote: to use another encoding, declare it in the first line: # coding: latin-1"
        before = data[: error.start].decode(encoding, "replace")
        behind = data[error.start : error.start + 1000].decode(encoding, "replace")
        raise after(before, behind, words, name) from None


def refuse_null(text: str, name: str) -> None:
    """A null character ends a program for CPython: it refuses them, and so do we."""
    at = text.find("\0")
    if at >= 0:
        raise after(text[:at], text[at : at + 1000], "a null character is not part of Python", name)


def after(before: str, behind: str, words: str, name: str) -> SourceError:
    """The complaint *words* about the place between *before* and *behind*."""
    lines = NEWLINE.split(before)
    line = lines[-1] + NEWLINE.split(behind)[0]
    return SourceError(words, name, len(lines), len(lines[-1]) + 1, line)


def encode(text: str, source: Source, source_map: Sequence[int] = ()) -> bytes:
    """*text* as bytes, like *source*: byte order mark, encoding, line endings, with or without the last one.

    Where the endings of *source* are mixed, *source_map* tells which line of it each line of *text* is from.
    """
    if not source.final_newline:
        text = text.removesuffix("\n")
    if source.endings:
        text = with_endings(text, source, source_map)
    elif source.newline != "\n":
        text = text.replace("\n", source.newline)
    data = text.encode(source.encoding, "backslashreplace")
    return data if not source.bom or source.encoding == "utf-8-sig" else codecs.BOM_UTF8 + data


def with_endings(text: str, source: Source, source_map: Sequence[int]) -> str:
    """*text*, each line with the ending of the line that it is from."""
    lines = text.split("\n")
    parts = []
    for i, line in enumerate(lines[:-1]):
        origin = source_map[i] if i < len(source_map) else i + 1 if not source_map else 0
        known = 0 < origin <= len(source.endings)
        parts += [line, source.endings[origin - 1] if known else source.newline]
    return "".join([*parts, lines[-1]])
