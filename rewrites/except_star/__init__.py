"""The `except*` clause: each takes its part of an exception group.

    try:
        work()
    except* ValueError as errors:
        report(errors)
    except* OSError:
        retry()

becomes

    _caught = _match = _rest = None
    _errors = []
    try:
        work()
    except BaseException as _error:
        _caught = _handled = _error
        _match, _rest = _star_split(_error, ValueError)
    if _match is not None:
        _handled = _match
        _before = (_match.__context__, _match.__traceback__)
        try:
            raise _match
        except BaseException as errors:
            _restore_details(_match, *_before)
            try:
                report(errors)
            except BaseException as _new:
                _errors.append(_new)
    if _caught is not None:
        _before_2 = (_handled.__context__, _handled.__traceback__)
        try:
            raise _handled
        except BaseException:
            _restore_details(_handled, *_before_2)
            _match, _rest = _star_split(_rest, OSError)
    if _match is not None:
        _before_3 = (_match.__context__, _match.__traceback__)
        try:
            raise _match
        except BaseException:
            _restore_details(_match, *_before_3)
            try:
                retry()
            except BaseException as _new_2:
                _errors.append(_new_2)
    _left = _star_left(_caught, _rest, _errors)
    if _left is not None:
        _before_4 = (_left.__context__, _left.__traceback__)
        try:
            raise _left
        finally:
            _restore_details(_left, *_before_4)

Grammar
    try2_stmt ::= "try" ":" suite ("except" "*" expression ["as" identifier] ":" suite)+ …

Meaning
    1. Each clause takes from the group what matches its types, and later ones see the rest. An exception that is
       no group is taken in a new group without a message.
    2. The types are evaluated one after the other, after the clause before has run; all of them, if anything was
       raised. What can't be caught so (a group, too) is a TypeError then.
    3. In a clause its part is what is handled: `sys.exc_info()`, `__context__` and a bare `raise` see it; so do
       the types of the next.
    4. What a clause raises does not stop the others, but is raised in the end. What was raised again, and what nobody
       took, is one group then, built as the original was; beside what is new it stands in another group.
    5. The name after `as` is unbound after the clause.
    6. The group is divided by its methods `split` and `derive`, which may be overridden.
    7. `else` runs if nothing was raised, and is not guarded; `finally` guards everything.

Exactly
    1. (words) What can't be caught, and what `split` must give, is told as CPython tells it.
    2. (release) After the statement nothing of it is held any longer.
    3. (frames) To be handled, and to be raised in the end, adds nothing to tracebacks.
    4. (kinds) While `derive` puts together what is left, something is being handled.
    5. (rebinding) Builtins of a host before Python 3.11, which has no exception groups, are given them.

Differs
    Where `split` gives no pair some versions of CPython crash. Clauses in clauses nest six deep; in CPython nine.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#except-star
    PEP 654
"""

from collections.abc import Callable

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.except_star.exact import exact_form
from mvpy.rewrites.except_star.plain import plain_form
from mvpy.rewrites.except_star.short import is_short, short_form
from mvpy.rewrites.except_star.supplied import with_groups_supplied
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("except* clause", cst.TryStar),
    grammar="try_stmt, except_star_block",
    words=("exception group", "ExceptionGroup"),
    since=(3, 11),
    newer=(Newer((3, 11), "`except*`", at=lambda node: node.handlers[0]),),
    finish=with_groups_supplied,
)


@rewrites(cst.TryStar)
def except_star(node: cst.TryStar, cx: Context) -> Statements:
    out = form_of(node, cx)(node, cx)
    if node.finalbody is None:
        return out
    return (cst.Try(body=cst.IndentedBlock(out), finalbody=node.finalbody),)


def form_of(node: cst.TryStar, cx: Context) -> Callable[[cst.TryStar, Context], Statements]:
    """The function that makes the form of *node* that is wanted."""
    if cx.exactly("words", "release", "frames", "kinds"):
        return exact_form
    return short_form if is_short(node, cx) else plain_form
