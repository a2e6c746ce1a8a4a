"""A comprehension: a loop that fills a list, a set or a dict.

    squares = [n * n for n in numbers if n % 2]

becomes

    _result = []
    for _n in numbers:
        if _n % 2:
            _result.append(_n * _n)
    squares = _result

Grammar
    comprehension ::= flexible_expression comp_for
    comp_for ::= ["async"] "for" target_list "in" or_test [comp_iter]
    comp_iter ::= comp_for | "if" or_test [comp_iter]

Meaning
    1. The first iterable is evaluated, and iter() applied to it, in the scope around.
    2. The variables belong to the comprehension, in cells of their own for each time it runs.
    3. Clauses nest from left to right; the element is evaluated last; of a dict's item, the key first.
    4. A StopIteration in it is one in the code around: this is not list(generator expression).
    5. From 3.12 on it runs in the frame of the code around; functions inside share cells that each execution makes. Up
       to 3.11 it is a function of its own, `<listcomp>`, called with the first iterator.
    6. `:=` binds in the scope around.
    7. A star before the element (from 3.15 on) unpacks it, as in a display: each time, all of it.

Exactly
    1. (release) Its variables are let go at its end.
    2. (namespace) It gives the module no name: where the module looks at its names, what the statement needs is kept
       among the builtins meanwhile. `locals()` in it shows its variables too, in a function those of both.
    3. (frames) Where it is a function, that is called `<listcomp>`; functions in it do not tell of it.
    4. (words) What cannot be unpacked is told as CPython tells it.

Differs
    From 3.12 on it is still a function where a function in it that uses its variables awaits, binds by `:=`, or is in
    a comprehension inside; and where it calls `locals()`, `vars()`, `dir()`, `eval()` or `exec()` in a module, or in a
    function that uses the name of a variable of its too; then `locals()` shows the names of the comprehension only.
    With `--only` and its like, it may be one in a class that stays, in a module that looks at its names, and where a
    function in it uses its variables.

Reference
    https://docs.python.org/3/reference/expressions.html#displays-for-lists-sets-and-dictionaries
    PEP 709, PEP 798; https://snarky.ca/unravelling-comprehensions/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.comprehension.asynchronous import FILLED, holds_asynchronous
from mvpy.rewrites.comprehension.captured import may_have_cells
from mvpy.rewrites.comprehension.filling import FILLINGS
from mvpy.rewrites.comprehension.frames import runs_in_place
from mvpy.rewrites.comprehension.in_function import in_function
from mvpy.rewrites.comprehension.in_place import in_place
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("comprehension", cst.ListComp, cst.SetComp, cst.DictComp, cst.StarredDictComp),
    grammar="for_if_clauses, for_if_clause, listcomp, setcomp, dictcomp",
    words=(
        "list comprehension", "listcomp", "set comprehension", "setcomp", "dict comprehension", "dictcomp",
    ),  # fmt: skip
    newer=(Newer((3, 11), "an asynchronous comprehension inside another", FILLED, holds_asynchronous),),
)


@rewrites(cst.ListComp, cst.SetComp, cst.DictComp, cst.StarredDictComp)
def comprehension(node: cst.ListComp | cst.SetComp | cst.DictComp | cst.StarredDictComp, cx: Context) -> Let:
    scope = cx.scopes.of(cx.place.origin)
    stays = runs_in_place(scope, cx) or may_have_cells(node, scope, cx)
    fill = in_place if stays else in_function
    return fill(node, scope, FILLINGS[type(node)], cx)
