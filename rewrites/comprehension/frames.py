"""Which comprehensions run in the frame of the code around them, as from Python 3.12 on, and which are functions."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.scopes.analysis import Scope, names_in
from mvpy.scopes.plain_classes import is_plain


def clauses(node: cst.BaseComp) -> list[cst.CompFor]:
    """The `for` clauses of a comprehension, outermost first."""
    out = [node.for_in]
    while (inner := out[-1].inner_for_in) is not None:
        out.append(inner)
    return out


def shows_names(scope: Scope) -> bool:
    """Can the comprehension *scope* see the names of the frame in which it runs?"""
    inside = (child for child in scope.children if child.kind == "comprehension")
    return bool(scope.reads & SHOWING) or any(map(shows_names, inside))


# What can see the names of a frame.
SHOWING = frozenset({"locals", "vars", "dir", "eval", "exec"})


def runs_in_place(scope: Scope, cx: Context) -> bool:
    """Does the comprehension run in the frame of the code around it, and need its variables no cells?"""
    return may_run_in_place(scope, cx) and not any(seen_by_function(scope, name, cx) for name in scope.own)


def may_run_in_place(scope: Scope, cx: Context) -> bool:
    """Does the comprehension run in the frame of the code around it, and can the loop stand there?"""
    parent = scope.around
    if cx.target < (3, 12) and not cx.program.in_prelude:
        return False
    if parent.kind == "type" or parent.kind == "module" and not fits_module(scope, cx):
        return False
    if parent.kind == "class" and not fits_class(scope):
        return False
    if reads_before_binding(scope):
        return False  # the error has to name the variable as it is written
    return not shows_names(scope) or names_can_stay(scope, cx)


def fits_module(scope: Scope, cx: Context) -> bool:
    """May the loop of the comprehension *scope*, one of the module itself, stand in the module?

    There a loop needs globals.  Where the module looks at its names they are kept among the builtins (see
    `mvpy.machine.kept_variables`), which only the whole core can do; and functions of ours, which are globals for a moment,
    must not be made while the loop goes through a namespace.
    """
    if not cx.names.are_looked_at:
        return True
    functions = any(map(makes_functions, scope.children))
    return (
        cx.is_core
        and cx.exactly("namespace")
        and not (functions and names_in(clauses(scope.node)[0].iter) & NAMESPACES)
    )


def fits_class(scope: Scope) -> bool:
    """May the loop of the comprehension *scope* stand in the body of the class around, which stays?

    Not where somebody could see its variables there, nor where it means other names by the same words.
    """
    around = scope.around
    return is_plain(around) and not around.reads & SHOWING and not read_inside(scope) & around.bound


def read_inside(scope: Scope) -> set[str]:
    """The names that the comprehension *scope* reads, and the comprehensions in it."""
    inside = (read_inside(child) for child in scope.children if child.kind == "comprehension")
    return scope.reads.union(*inside) - scope.own


def makes_functions(scope: Scope) -> bool:
    """Is *scope*, or one inside it, that of a function, a lambda or a generator expression?"""
    loop = scope.kind == "comprehension" and not scope.is_generator
    return not loop or any(map(makes_functions, scope.children))


# What gives the namespace of a module.
NAMESPACES = frozenset({"globals", "locals", "vars"})


def stands_in_function(scope: Scope) -> bool:
    """Does the comprehension *scope* stand in a function, where what is left of its variables disturbs nobody?"""
    while scope.kind == "comprehension":
        scope = scope.around
    return scope.kind not in ("module", "class")


def reads_before_binding(scope: Scope) -> bool:
    """Does a clause use a variable of the comprehension that only a later one binds?"""
    unbound = set(scope.own)
    for n, clause in enumerate(clauses(scope.node)):
        if n > 0 and unbound & names_in(clause.iter):
            return True
        unbound -= names_in(clause.target)
        if any(unbound & names_in(condition.test) for condition in clause.ifs):
            return True
    return False


def names_can_stay(scope: Scope, cx: Context) -> bool:
    """May the variables of the comprehension *scope* be locals, under their names, of the function around it?

    Neither the module nor the body of a class has locals; otherwise only if they are nobody else's.
    """
    around = scope.around
    while around.kind == "comprehension":
        if scope.own & (around.own | around.reads):
            return False
        if isinstance(around.node, cst.GeneratorExp) or not runs_in_place(around, cx):
            return True
        around = around.around
    if around.kind in ("module", "class"):
        return False
    used = around.own | around.reads | around.free | around.globals | around.nonlocals
    return around.name not in cx.names.bodies and not (
        scope.own & used or any(map(around.nested_reads_global, scope.own))
    )


def seen_by_function(scope: Scope, name: str, cx: Context) -> bool:
    """Does a function inside *scope* use its variable *name*, so that it needs a cell?"""
    for child in scope.children:
        if name in child.own:
            continue
        loop = child.kind == "comprehension" and not isinstance(child.node, cst.GeneratorExp)
        if loop and not any(seen_by_function(child, own, cx) for own in child.own):
            if seen_by_function(child, name, cx):
                return True
        elif name in child.free or name in child.reads or name in child.nonlocals:
            return True
    return False
