"""The `from` form of `import`: import the module, then fetch names from it.

    from os import path, sep as separator

becomes

    _module = __import__("os", globals(), None, ("path", "sep"), 0)
    path = _import_from(_module, "path")
    separator = _import_from(_module, "sep")

Grammar
    import_stmt ::= "from" relative_module "import" identifier ["as" identifier] ("," …)*
                  | "from" relative_module "import" "*"

Meaning
    1. Names are fetched and bound one by one; a missing one is an ImportError, after the earlier ones are bound.
    2. A submodule that is still being imported is found in `sys.modules`.
    3. `*` binds the names of `__all__`, or those without a leading underscore.
    4. Leading dots count the packages to go up.
    5. `from __future__` has done its work when the program was compiled; the name is bound all the same.

Exactly
    1. (words) What can't be imported is told as CPython tells it.
    2. (namespace) No name of ours is left.
    3. (rebinding) `__import__` is looked up in `builtins` each time, and gets the locals of the module.

Differs
    Code that the program compiles at run time by `exec`, `eval` or `compile` under another name does not inherit
    its `__future__` features.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-import-statement
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.program import imports_features
from mvpy.machine.quote import Hole, quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.import_statement import dotted_name, importing
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("import from", cst.ImportFrom),
    grammar="import_from, import_from_targets, import_from_as_name",
    words=("import *", "star import", "relative import"),
    after={
        "private_name": "the name of a module is not mangled, and what it binds is",
        "class_definition": "where a class goes and imports stay, those in it are opened before their turn",
    },
)

MODULE = quote("$module = namespace_of_builtins.__import__($name, globals(), locals(), $names, $level)")
MODULE_IN_FUNCTION = quote(
    "$module = namespace_of_builtins.__import__($name, globals(), None, $names, $level)"
)
PLAIN = quote("$module = $importing($name, globals(), None, $names, $level)")
FETCH = quote("$target = import_from($module, $name)")
STAR = quote("import_star($module, locals())")
DELETE = quote("del $module  # namespace 2")


@rewrites(cst.ImportFrom)
def from_import(node: cst.ImportFrom, cx: Context) -> Statements | None:
    if not cx.is_core and imports_features(node):  # the compiler reads it
        return None
    module = cx.names.new("module")
    aliases = () if isinstance(node.names, cst.ImportStar) else node.names
    wanted = [normal(alias.evaluated_name) for alias in aliases] or ["*"]
    asked = [
        string(cx.names.real.get(name, name)) for name in wanted
    ]  # mangled is only what is fetched and bound
    names = cst.Tuple([cst.Element(name) for name in asked], lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    holes: dict[str, Hole] = {
        "module": module,
        "name": string(cx.names.stored(dotted_name(node.module))),
        "names": names,
    }
    level = cst.Integer(str(len(node.relative)))
    if cx.exactly("rebinding"):
        out = list((MODULE_IN_FUNCTION if cx.place.in_function else MODULE)(cx, level=level, **holes))
    else:
        out = list(PLAIN(cx, importing=importing(cx), level=level, **holes))
    if not aliases:
        out += STAR(cx, module=module)
    for name, alias in zip(wanted, aliases):
        target = alias.asname.name if alias.asname else cst.Name(alias.evaluated_name)
        out += FETCH(cx, target=target, module=module, name=string(cx.names.stored(name)))
    return (*out, *DELETE(cx, module=module))
