"""Lazy imports: what they bind is imported when a name is first read.

    lazy import json
    lazy from os import path, sep as separator

becomes

    json = _lazy_importer()("json", globals(), locals(), None, 0)
    _source = _lazy_source(_lazy_importer()("os", globals(), locals(), ("path", "sep"), 0), "os", globals(), 0)
    _call = _source("path")
    path = _call.pop(0)(*_call)
    _call_2 = _source("sep")
    separator = _call_2.pop(0)(*_call_2)
    del _call
    del _call_2
    del _source

Grammar
    lazy_import_stmt ::= "lazy" "import" … | "lazy" "from" … "import" …

Meaning
    1. Nothing is imported by the statement: the names are bound to lazy objects. `globals()` shows them.
    2. Reading the name imports, and binds it to what was imported; so does asking the module for its attribute.
    3. An import that fails does so where the name is read, each time; the ImportError has one as its cause that says
       what was lazy.
    4. `lazy from` binds what it can at once if the module is loaded already.
    5. `__lazy_import__` is looked up in `builtins` each time, and asks the filter of `sys.set_lazy_imports_filter`.
    6. `lazy` is a name like any other elsewhere.

Differs
    Hosts before Python 3.15 have no lazy objects: everything is imported at once, as under `-X lazy_imports=none`.
    `sys.lazy_modules` has the names of what `lazy from` binds, and the filter is asked for these once more.

Reference
    https://docs.python.org/3.15/reference/simple_stmts.html#lazy-imports
    PEP 810
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.import_statement import dotted_name
from mvpy.scopes.analysis import normal
from mvpy.tree.literals import string
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("lazy import", cst.LazyImport, cst.LazyImportFrom),
    grammar="import_name, import_from",
    since=(3, 15),
    newer=(Newer((3, 15), "a lazy import"),),
)

IMPORT = quote("$target = lazy_importer()($name, globals(), locals(), None, 0)")
SUBMODULE = quote("$call = lazy_submodule($name, globals(), locals())")
SOURCE = quote(
    "$source = lazy_source(lazy_importer()($name, globals(), locals(), $names, $level), $same_name, globals(), $same)"
)
ASK = quote("$call = $source($name)")
BIND = quote("$target = $call.pop(0)(*$call)")  # lazy objects come into being in the module's own frame only
DELETE = quote("del $name")


@rewrites(cst.LazyImport, cst.LazyImportFrom)
def lazy_import(node: cst.LazyImport | cst.LazyImportFrom, cx: Context) -> Statements:
    if isinstance(node, cst.LazyImport):
        return tuple(s for alias in node.names for s in imported(alias, cx))
    return imported_from(node, cx)


def imported(alias: cst.ImportAlias, cx: Context) -> Statements:
    """The statements that import one module and bind it."""
    dotted = dotted_name(alias.name)
    if alias.asname is None or "." not in dotted:
        target = alias.asname.name if alias.asname else cst.Name(dotted.partition(".")[0])
        return IMPORT(cx, target=target, name=string(dotted))
    call = cx.names.new("call")
    bound = BIND(cx, target=alias.asname.name, call=call)
    return (*SUBMODULE(cx, call=call, name=string(dotted)), *bound, *DELETE(cx, name=call))


def imported_from(node: cst.LazyImportFrom, cx: Context) -> Statements:
    """The statements that bind names of one module."""
    source, module = cx.names.new("source"), string(dotted_name(node.module))
    level = cst.Integer(str(len(node.relative)))
    assert not isinstance(node.names, cst.ImportStar)
    wanted = [string(normal(alias.evaluated_name)) for alias in node.names]
    names = cst.Tuple([cst.Element(name) for name in wanted], lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    out = list(SOURCE(cx, source=source, name=module, same_name=module, names=names, level=level, same=level))
    temporaries = []
    for name, alias in zip(wanted, node.names):
        call = cx.names.new("call")
        temporaries.append(call)
        out += ASK(cx, call=call, source=source, name=name)
        out += BIND(cx, target=alias.asname.name if alias.asname else alias.name, call=call)
    return (*out, *(s for name in (*temporaries, source) for s in DELETE(cx, name=name)))
