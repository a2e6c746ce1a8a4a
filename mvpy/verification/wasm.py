"""Two changes to a wasm module, on its bytes: a larger C stack, and the exports that a snapshot needs.

The stack.  CPython for WASI comes with a C stack of 512 KiB, linked before the data at address 0.  A
recursion through C about 100 levels deep runs out of it: a trap, not a RecursionError.  `with_stack` puts
the stack behind the data instead: only the memory's first size and the first value of `__stack_pointer`
change.

The exports.  `with_exports` makes the function table and the stack pointer visible from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mvpy.errors import MVPyError

PAGE = 65536
MAGIC = b"\0asm\1\0\0\0"
CUSTOM, MEMORY, GLOBAL, EXPORT = 0, 5, 6, 7
MUTABLE_I32_CONST = b"\x7f\x01\x41"
TABLE, POINTER = "mvpy_table", "mvpy_stack_pointer"


class WasmError(MVPyError):
    """A wasm module isn't built the way that MVPy can change."""


def with_stack(module: bytes, mebibytes: int) -> bytes:
    """*module* with a C stack of *mebibytes* behind its data, and without debug sections."""
    return joined(grown(sections(module), mebibytes * 2**20 // PAGE))


def with_exports(module: bytes) -> bytes:
    """*module*, exporting table 0 and global 0, the stack pointer."""
    return joined((kind, exporting(body) if kind == EXPORT else body) for kind, body in sections(module))


def grown(parts: Iterable[tuple[int, bytes]], extra: int) -> Iterator[tuple[int, bytes]]:
    """The sections, with *extra* pages of memory and the stack pointer at their end."""
    pages = 0
    for kind, body in parts:
        if kind == MEMORY:
            pages, body = more_memory(body, extra)
        elif kind == GLOBAL:
            body = stack_pointer_at(body, pages * PAGE)
        elif kind == CUSTOM and is_debug(body):
            continue
        yield kind, body


def more_memory(body: bytes, extra: int) -> tuple[int, bytes]:
    """The memory section with *extra* pages, and how many that makes."""
    count, place = unsigned(body, 0)
    if count != 1:
        raise WasmError("the module has no memory of its own")
    pages, after = unsigned(body, place + 1)
    return pages + extra, body[: place + 1] + as_unsigned(pages + extra) + body[after:]


def stack_pointer_at(body: bytes, address: int) -> bytes:
    """The global section with global 0 starting at *address*."""
    _, place = unsigned(body, 0)
    if body[place : place + 3] != MUTABLE_I32_CONST:
        raise WasmError("the module's first global is not a stack pointer")
    _, after = signed(body, place + 3)
    return body[: place + 3] + as_signed(address) + body[after:]


def exporting(body: bytes) -> bytes:
    """The export section with the two more exports."""
    count, place = unsigned(body, 0)
    names = ((TABLE.encode(), b"\1"), (POINTER.encode(), b"\3"))
    more = b"".join(as_unsigned(len(name)) + name + kind + b"\0" for name, kind in names)
    return as_unsigned(count + len(names)) + body[place:] + more


def is_debug(body: bytes) -> bool:
    """Whether a custom section is for debuggers."""
    length, place = unsigned(body, 0)
    return body[place : place + length].startswith(b".debug")


def sections(module: bytes) -> Iterator[tuple[int, bytes]]:
    """The sections of *module*: kind and body."""
    if not module.startswith(MAGIC):
        raise WasmError("not a wasm module")
    place = len(MAGIC)
    while place < len(module):
        length, start = unsigned(module, place + 1)
        yield module[place], module[start : start + length]
        place = start + length


def joined(parts: Iterable[tuple[int, bytes]]) -> bytes:
    """The module that has these sections."""
    return MAGIC + b"".join(bytes([kind]) + as_unsigned(len(body)) + body for kind, body in parts)


def unsigned(data: bytes, place: int) -> tuple[int, int]:
    """The LEB128 number at *place*, and the place after it."""
    number = shift = 0
    while True:
        byte = data[place]
        place += 1
        number |= (byte & 127) << shift
        shift += 7
        if not byte & 128:
            return number, place


def signed(data: bytes, place: int) -> tuple[int, int]:
    """As `unsigned`, of a signed number."""
    number, after = unsigned(data, place)
    if data[after - 1] & 64:
        number -= 1 << 7 * (after - place)
    return number, after


def as_unsigned(number: int) -> bytes:
    """*number* in LEB128."""
    out = bytearray()
    while True:
        number, byte = number >> 7, number & 127
        out.append(byte | (128 if number else 0))
        if not number:
            return bytes(out)


def as_signed(number: int) -> bytes:
    """*number* in signed LEB128."""
    out = bytearray()
    while True:
        byte = number & 127
        number >>= 7
        if (number == 0 and not byte & 64) or (number == -1 and byte & 64):
            out.append(byte)
            return bytes(out)
        out.append(byte | 128)
