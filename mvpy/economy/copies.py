"""Copies of temporaries: two names that never hold different values become one.

    _value = given                 name = given
    if not _value: …         ->    if not name: …
    name = _value

They may if wherever one of them is bound, but by the copy itself, the other is not needed any more (Chaitin 1982).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import libcst as cst

from mvpy.economy.flow import Flow
from mvpy.economy.items import (
    Block,
    Item,
    Line,
    Loop,
    Trial,
    all_items,
    blocks_in,
    comment_of,
    handed_on,
    is_alone,
    is_commented,
    with_names,
)


def joined(block: Block, flow: Flow, temporaries: Collection[str]) -> bool:
    """Let names in *block* become one where they can; did any?  At least one of them is of our *temporaries*."""
    copies = [
        (item, read)
        for item in all_items(block)
        if (read := copied_by(item, flow)) and isinstance(item, Line)
    ]
    if not copies:
        return False
    others = conflicts(block, flow)
    new: dict[str, str] = {}
    for item, read in copies:
        kept, gone = called(read, new), called(item.name, new)
        if gone not in temporaries:
            kept, gone = gone, kept
        if kept == gone or gone not in temporaries or others[kept] & flow.bits[gone]:
            continue
        if not is_bound(read, item, flow, temporaries):
            continue
        new[gone] = kept
        others[kept] |= others[gone]
        for name in others:
            if others[name] & flow.bits[gone]:
                others[name] |= flow.bits[kept]
    if not new:
        return False
    needless = {
        item
        for item, read in copies
        if called(item.name, new) == called(read, new) and is_bound(read, item, flow, temporaries)
    }
    rename(block, {name: cst.Name(called(name, new)) for name in new})
    drop(needless, block)
    return True


def copied_by(item: Item, flow: Flow) -> str:
    """The private name that *item* assigns to another one, if it does; else nothing."""
    match item:
        case Line(name=name, value=cst.Name(value=other)):
            return other if name in flow.bits and other in flow.bits and name != other else ""
    return ""


def is_bound(name: str, copy: Line, flow: Flow, temporaries: Collection[str]) -> bool:
    """Is *name*, which *copy* reads, certainly bound?  Else to read it may be an error."""
    return name in temporaries or bool(flow.bound[copy] & flow.bits[name])


def called(name: str, new: dict[str, str]) -> str:
    """What *name* is called after the renamings *new*."""
    while name in new:
        name = new[name]
    return name


def conflicts(block: Block, flow: Flow) -> dict[str, int]:
    """For each name those that hold something else while it is needed."""
    found = dict.fromkeys(flow.bits, 0)
    names = {bit: name for name, bit in flow.bits.items()}
    for item in all_items(block):
        if isinstance(item, Line) and (bit := flow.bits.get(item.name)):
            needed = flow.after[item] & ~bit
            if isinstance(item.value, cst.Name):
                needed &= ~flow.bits.get(item.value.value, 0)
            found[item.name] |= needed
            for other in each(needed):
                found[names[other]] |= bit
    for bit in each(flow.start):  # parameters are bound together, and may stay what they are
        found[names[bit]] |= flow.start & ~bit
    return found


def each(bits: int) -> Iterator[int]:
    """The bits of *bits*, one by one."""
    while bits:
        yield bits & -bits
        bits &= bits - 1


def rename(block: Block, new: dict[str, cst.Name]) -> None:
    """Call the names in *block* as *new* says."""
    for item in all_items(block):
        if isinstance(item, Line):
            item.value = with_names(item.value, new)
            item.name = new[item.name].value if item.name in new else item.name
        elif isinstance(item, Loop):
            item.test = with_names(item.test, new)
        elif isinstance(item, Trial):
            for handler in item.handlers:
                handler.type = with_names(handler.type, new)


def drop(needless: Collection[Item], block: Block) -> None:
    """Take the items that are *needless* out of *block*, where they can go without leaving it empty."""
    for at in reversed(range(len(block))):
        item = block[at]
        for inner in blocks_in(item):
            drop(needless, inner)
        if item not in needless or is_alone(block, at):
            continue
        if at + 1 < len(block):
            item.lead = (*item.lead, *comment_of(item))
            handed_on(item, block, at + 1)
            del block[at]
        elif not (is_commented(item) or item.lead):
            del block[at]
