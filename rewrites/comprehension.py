"""A comprehension: a loop that fills a list, a set or a dict.

    squares = [n * n for n in numbers if n % 2]

becomes

    def _listcomp(_iterator):
        _result = []
        _collect = _result.append
        _no_more = object()
        _item = next(_iterator, _no_more)
        while _item is not _no_more:
            n = _item
            _item = 0
            if n % 2:
                _collect(n * n)
            _item = next(_iterator, _no_more)
        return _result
    _comprehension(_listcomp, "<listcomp>")
    squares = _listcomp(iter(numbers))
    del _listcomp

Grammar
    comprehension ::= flexible_expression comp_for
    comp_for ::= ["async"] "for" target_list "in" or_test [comp_iter]
    comp_iter ::= comp_for | "if" or_test [comp_iter]

Meaning
    1. The first iterable is evaluated, and iter() applied to it, in the scope around.
    2. The variables belong to the comprehension, in cells of their own for each time it runs.
    3. Clauses nest from left to right; the element is evaluated last; of a dict's item, the key first.
    4. A StopIteration in it is one in the code around: this is not list(generator expression).
    5. From 3.12 on it runs in the frame of the code around; so it does here, where no function inside needs
       the variables' cells. Then `locals()` in it shows the names of both.
    6. `:=` binds in the scope around.
    7. A star before the element (from 3.15 on) unpacks it, as in a display: each time, all of it.
    8. It gives the module no name: there its function moves among the builtins while its statement runs.

Differs
    From 3.12 on it is still a function in a module and in the body of a class, and where a function uses the name
    of a variable too and the comprehension calls `locals()`, `vars()`, `dir()`, `eval()` or `exec()`. There
    `locals()` shows the names of the comprehension only.

Reference
    https://docs.python.org/3/reference/expressions.html#displays-for-lists-sets-and-dictionaries
    PEP 709, PEP 798
"""

import libcst as cst

from mvpy.comprehensions import clauses, in_function, in_place, is_async, shows_names
from mvpy.quote import quote
from mvpy.rule import rewrites
from mvpy.scopes import names_in

LIST = quote("[]")
SET = quote("set()")
DICT = quote("{}")
NEW = {cst.ListComp: LIST, cst.SetComp: SET, cst.DictComp: DICT, cst.StarredDictComp: DICT}
NAMES = {
    cst.ListComp: "listcomp", cst.SetComp: "setcomp", cst.DictComp: "dictcomp", cst.StarredDictComp: "dictcomp",
}  # fmt: skip
ADDER = {cst.ListComp: "append", cst.SetComp: "add", cst.DictComp: "__setitem__"}
ADD = quote("$add($element)")
ADD_ITEM = quote("$add($key, $value)")
UNPACK = {
    cst.ListComp: quote("list_extended($result, $unpacked)"),
    cst.SetComp: quote("$result.update($unpacked)"),
    cst.StarredDictComp: quote("dict_merged($result, $unpacked)"),
}


@rewrites(cst.ListComp, cst.SetComp, cst.DictComp, cst.StarredDictComp)
def comprehension(node: cst.ListComp | cst.SetComp | cst.DictComp | cst.StarredDictComp, cx):
    if cx.only_async and not (cx.scopes.of(cx.origin).is_coroutine or is_async(node)):
        return None
    kind = type(node)
    new = NEW[kind].expression(cx)

    def element(node, result, add):
        if add is None:
            return UNPACK[kind](cx, result=result, unpacked=unpacked(node))
        if isinstance(node, cst.DictComp):
            return ADD_ITEM(cx, add=add, key=node.key, value=node.value)
        return ADD(cx, add=add, element=node.elt)

    scope = cx.scopes.of(cx.origin)
    fill = in_place if runs_in_place(scope, cx) else in_function
    adder = None if unpacked(node) else ADDER[kind]
    return fill(node, scope, new, adder, NAMES[kind], element, cx)


def unpacked(node: cst.BaseComp) -> cst.BaseExpression | None:
    """What stands behind the star of *node*, if it has one."""
    if isinstance(node, cst.StarredDictComp):
        return node.value
    element = getattr(node, "elt", None)
    return element.value if isinstance(element, cst.StarredElement) else None


def runs_in_place(scope, cx) -> bool:
    """Does the comprehension run in the frame of the code around it, and can the loop stand there?"""
    parent = scope.parent
    if cx.target < (3, 12) and not cx.in_prelude:
        return False
    if parent.kind in ("class", "module") or parent.kind == "type":
        return False
    if reads_before_binding(scope):
        return False  # the error has to name the variable as it is written
    if shows_names(scope) and not names_can_stay(scope, cx):
        return False
    return not any(seen_by_function(scope, name, cx) for name in scope.own)


def reads_before_binding(scope) -> bool:
    """Does a clause use a variable of the comprehension that only a later one binds?"""
    unbound = set(scope.own)
    for n, clause in enumerate(clauses(scope.node)):
        if n > 0 and unbound & names_in(clause.iter):
            return True
        unbound -= names_in(clause.target)
        if any(unbound & names_in(condition.test) for condition in clause.ifs):
            return True
    return False


def names_can_stay(scope, cx) -> bool:
    """May the variables of the comprehension *scope* be locals, under their names, of the function around it?

    The body of a class has no locals; otherwise only if they are nobody else's.
    """
    around = scope.parent
    while around.kind == "comprehension":
        if scope.own & (around.own | around.reads):
            return False
        if isinstance(around.node, cst.GeneratorExp) or not runs_in_place(around, cx):
            return True
        around = around.parent
    used = around.own | around.reads | around.free | around.globals | around.nonlocals
    return around.name not in cx.bodies and not (
        scope.own & used or any(map(around.nested_reads_global, scope.own))
    )


def seen_by_function(scope, name: str, cx) -> bool:
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
