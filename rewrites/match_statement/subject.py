"""The subject of a `match` statement in a plain output: where it can be read, and what is known of it."""

from __future__ import annotations

from collections import Counter

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.match_statement.captured import names_captured
from mvpy.rewrites.match_statement.expressions import Expression
from mvpy.scopes.analysis import has_node, normal

NAMED = quote("($name := $value)")
LENGTHS = {
    "sequence": quote("sequence_length($subject)"),
    "mapping": quote("mapping_length($subject)"),
}
ACTIVE = (cst.Call, cst.Await, cst.Yield)  # what is sure to run other code
KINDS: dict[type, str] = {
    cst.MatchList: "sequence",
    cst.MatchTuple: "sequence",
    cst.MatchMapping: "mapping",
}


class Subject:
    """The subject of the statement *node*.

    name      where it can be read: a temporary, or the name that it has if nothing can give that another value meanwhile
    is_local  is it such a name?
    is_plain  is the output plain with respect to what tests do?
    length    that of a tuple which is written there, or -1
    """

    def __init__(self, node: cst.Match, cx: Context) -> None:
        self.cx = cx
        self.is_plain = not cx.exactly("release", "kinds", "namespace")
        self.is_local = self.is_plain and is_steady(node, cx)
        subject = node.subject
        local = subject if self.is_local and isinstance(subject, cst.Name) else None
        self.name = cx.names.new("subject") if local is None else cst.Name(local.value)
        self.length = -1
        if isinstance(subject, cst.Tuple) and all(isinstance(e, cst.Element) for e in subject.elements):
            self.length = len(subject.elements)
        self.asked_for = Counter(kind for case in node.cases for kind in kinds_in(case.pattern))
        self.answers: dict[str, cst.Name] = {}
        self.keeps_length = not any(case.guard and has_node(case.guard, ACTIVE) for case in node.cases)

    def asked(self, test: Expression, kind: str, first: bool) -> Expression:
        """*test* of its *kind*, or what that gave before; it is the *first* of its case, if it is sure to be asked."""
        if kind in self.answers:
            return self.answers[kind]
        if not first or self.asked_for[kind] < 2:
            return test
        self.answers[kind] = answer = self.cx.names.new(kind)
        return NAMED.expression(self.cx, name=answer, value=test)

    def length_asked(self, kind: str, first: bool) -> Expression | None:
        """The length of the subject, or a number below 0 if it is not of this *kind*; None if that is not known from before.

        It may be asked for once, says the Reference; but a guard that calls something could change it.
        """
        if f"{kind} length" in self.answers:
            return self.answers[f"{kind} length"]
        if not first or not self.keeps_length or self.asked_for[kind] < 2:
            return None
        self.answers[f"{kind} length"] = answer = self.cx.names.new("length")
        length = LENGTHS[kind].expression(self.cx, subject=self.name)
        return NAMED.expression(self.cx, name=answer, value=length)


def kinds_in(pattern: cst.MatchPattern) -> list[str]:
    """The kinds that *pattern* asks its subject for."""
    match pattern:
        case cst.MatchAs(pattern=inner) if inner is not None:
            return kinds_in(inner)
        case cst.MatchOr(patterns=alternatives):
            return [kind for alternative in alternatives for kind in kinds_in(alternative.pattern)]
    return [KINDS[type(pattern)]] if type(pattern) in KINDS else []


def is_steady(node: cst.Match, cx: Context) -> bool:
    """Is the subject of *node* a variable of the function at hand that keeps its value until a case has been found?"""
    name, scope = node.subject, cx.scopes.here
    if not isinstance(name, cst.Name) or scope.kind != "function":
        return False
    if scope.kind_of(name.value) not in ("local", "cell") or scope.rebound_inside(name.value):
        return False
    captured = {normal(other) for case in node.cases for other in names_captured(case.pattern)}
    guards = [case.guard for case in node.cases if case.guard is not None]
    if normal(name.value) in captured or any(has_node(guard, (cst.NamedExpr,)) for guard in guards):
        return False
    first = node.cases[0].pattern
    reads_it = not isinstance(first, cst.MatchAs) or first.pattern is not None
    return (
        reads_it or name.value in scope.parameters and name.value not in scope.deletes
    )  # else it may be unbound
