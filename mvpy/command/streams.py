"""The standard streams of the command line, whatever the shell made of them.

    complete()       give this process three streams that say in words what is wrong with them
    as_they_were()   take them back

A stream may be closed (`>&-`), and then the next file that is opened would get its number.  Or it can't be
written to (a full disk, a terminal that is gone).  A product that can't be written is an error; a
message that can't be is not: who hears nothing still gets a result, and the exit code.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys
from contextlib import suppress
from typing import Any

NAMES = ("stdin", "stdout", "stderr")
CALLED = ("standard input", "standard output", "standard error")
# What a closed stream becomes: reading from the first and writing to the second is refused, as it should be.
CLOSED = (os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)
AS_IT_IS = "mvpy.as-it-is"  # how characters are written that an encoding doesn't have


class Stream(io.FileIO):
    """A standard stream, whose error names it.  There is only one: what is in buffers afterwards is let go.

    Standard error has not even that one.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number, "w" if number else "r", closefd=False)
        self.number = number
        self.broken = False

    def write(self, data: Any) -> int:
        """How many bytes of *data* are written; after an error all of them are let go."""
        if not self.broken:
            try:
                return super().write(data)
            except OSError as error:
                self.broken = True
                if self.number == 1:
                    raise named(error, self.number, "written") from error
        return memoryview(data).nbytes

    def readall(self) -> bytes:
        """All bytes that there are to read."""
        try:
            return super().readall()
        except OSError as error:
            raise named(error, self.number, "read") from error


def named(error: OSError, number: int, done: str) -> OSError:
    """*error*, of the stream *number*, in our words."""
    words = "it is closed" if error.errno == errno.EBADF else (error.strerror or str(error)).lower()
    return OSError(error.errno, f"it can't be {done}: {words}", CALLED[number])


def as_it_is(error: UnicodeError) -> tuple[str | bytes, int]:
    """What is written for a character that the encoding doesn't have: the byte of a name, or an escape."""
    try:
        return codecs.lookup_error("surrogateescape")(error)
    except UnicodeError:
        return codecs.lookup_error("backslashreplace")(error)


def complete() -> None:
    """Replace the standard streams by ours, closed ones as well."""
    codecs.register_error(AS_IT_IS, as_it_is)
    for number, name in enumerate(NAMES):
        stream = getattr(sys, name)
        if stream is None:
            take(number)
        with suppress(OSError):  # standard input may be a folder
            setattr(sys, name, stream_for(number, stream))


def as_they_were() -> None:
    """Give back the standard streams that Python had made, for a program that is run in this process."""
    for name in NAMES:
        stream = getattr(sys, name)
        if isinstance(getattr(getattr(stream, "buffer", None), "raw", None), Stream):
            stream.flush()
            setattr(sys, name, getattr(sys, f"__{name}__"))


def take(number: int) -> None:
    """Open something as *number*, if that is closed."""
    try:
        os.fstat(number)
    except OSError:
        file = os.open(os.devnull, CLOSED[number])
        if file != number:
            os.dup2(file, number)
            os.close(file)


def stream_for(number: int, like: io.TextIOWrapper | None) -> io.TextIOWrapper:
    """The stream *number*, with the encoding and the habits of the one that was there."""
    raw = Stream(number)
    encoding = like.encoding if like else "utf-8"
    if not number:
        return io.TextIOWrapper(io.BufferedReader(raw), encoding, like.errors if like else None)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding,
        AS_IT_IS if number == 1 else "backslashreplace",
        line_buffering=like.line_buffering if like else False,
        write_through=like.write_through if like else False,
    )
