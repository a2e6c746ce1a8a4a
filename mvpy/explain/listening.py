"""Hear of everything that the rules of a program give, while its rewrites run as they always do.

order = listening(rewrites_in_order(), heard)      heard(rewrite, node, new, cx), whenever a rule has something
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import wraps
from typing import Any

from mvpy.machine.context import Context
from mvpy.machine.passes import Order
from mvpy.machine.rewrite import Rewrite, Rule

Heard = Callable[[str, Any, Any, Context], Any]


def listening(order: Order, heard: Heard) -> Order:
    """*order*, whose rules tell *heard* what they give."""
    new = copy(order)
    new.rewrites = tuple(overheard(rewrite, heard) for rewrite in order.rewrites)
    named = {rewrite.name: rewrite for rewrite in new.rewrites}
    new.last = {construct: named[rewrite.name] for construct, rewrite in order.last.items()}
    new.removers = {kind: [named[one.name] for one in found] for kind, found in order.removers.items()}
    return new


def overheard(rewrite: Rewrite, heard: Heard) -> Rewrite:
    """*rewrite*, whose rules tell *heard* what they give."""

    def telling(rule: Rule) -> Rule:
        @wraps(rule)
        def told(node: Any, cx: Context) -> Any:
            new = rule(node, cx)
            return None if new is None else heard(rewrite.name, node, new, cx)

        return told

    return replace(
        rewrite, rules={kind: [telling(one) for one in some] for kind, some in rewrite.rules.items()}
    )
