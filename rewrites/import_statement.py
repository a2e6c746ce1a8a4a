"""The `import` statement: a call of `__import__`, and a name for what it gives.

    import os.path

becomes

    os = __import__("os.path")

Grammar
    import_stmt ::= "import" module ["as" identifier] ("," module ["as" identifier])*

Meaning
    1. `import a.b` binds `a`; `import a.b as c` follows the attributes, with `sys.modules` as a fallback.
    2. Several modules are imported and bound one by one.

Exactly
    1. (rebinding) `__import__` is looked up in `builtins` each time, so that a replacement is used; it gets the globals,
       and in a module the locals.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-import-statement
    https://snarky.ca/unravelling-the-import-statement/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import Rules, rewrites
from mvpy.scopes.analysis import normal
from mvpy.tree.suite import Statements


def rules_where_kept(original: cst.Module, opened: frozenset[int], cx: Context) -> list[Rules]:
    """The rules for imports that were to stay, and bind a name that is mangled, which that of the module is not."""
    return [{cst.Import: [unlike_its_module]}]


def unlike_its_module(node: cst.Import, cx: Context) -> Statements | None:
    dotted = (dotted_name(alias.name) for alias in node.names if alias.asname is None)
    differ = any("." in name and name.partition(".")[0] in cx.names.real for name in dotted)
    return import_statement(node, cx) if differ else None


CONTRACT = Contract(
    removes=Construct("import", cst.Import),
    grammar="import_name, dotted_as_names, dotted_as_name",
    words=("module",),
    after={
        "private_name": "the name of a module is not mangled, and what it binds is",
        "class_definition": "where a class goes and imports stay, those in it are opened before their turn",
    },
    where_kept=rules_where_kept,
)

IMPORT = quote("$target = namespace_of_builtins.__import__($name, globals(), locals(), None, 0)")
IMPORT_IN_FUNCTION = quote("$target = namespace_of_builtins.__import__($name, globals(), None, None, 0)")
SUBMODULE = quote(
    "$target = submodule(namespace_of_builtins.__import__($name, globals(), locals(), None, 0), $dotted)"
)
SUBMODULE_IN_FUNCTION = quote(
    "$target = submodule(namespace_of_builtins.__import__($name, globals(), None, None, 0), $dotted)"
)
PLAIN = quote("$target = $importing($name)")
PLAIN_SUBMODULE = quote("$target = $module")
WHOLE = quote("$importing($name)")
ATTRIBUTE = quote("getattr($module, $name, sys_modules[$dotted])")


@rewrites(cst.Import)
def import_statement(node: cst.Import, cx: Context) -> Statements:
    return tuple(s for alias in node.names for s in imported(alias, cx))


def imported(alias: cst.ImportAlias, cx: Context) -> Statements:
    """The statements that import one module and bind it."""
    dotted = dotted_name(alias.name)
    inside = cx.place.in_function
    first, dot, rest = dotted.partition(".")
    if dot:
        dotted = cx.names.real.get(first, first) + dot + rest  # mangled is only what is bound
    else:
        dotted = cx.names.stored(first)  # that is the module's name, too
    name = cst.SimpleString(f'"{dotted}"')
    if not cx.exactly("rebinding"):
        return plainly_imported(alias, dotted, cx)
    if alias.asname is None:
        return (IMPORT_IN_FUNCTION if inside else IMPORT)(cx, target=cst.Name(first), name=name)
    target = alias.asname.name
    if "." not in dotted:
        return (IMPORT_IN_FUNCTION if inside else IMPORT)(cx, target=target, name=name)
    template = SUBMODULE_IN_FUNCTION if inside else SUBMODULE
    return template(cx, target=target, name=name, dotted=name)


def plainly_imported(alias: cst.ImportAlias, dotted: str, cx: Context) -> Statements:
    """The statement that imports the module *dotted* and binds it, with whatever `__import__` there is."""
    first, *others = dotted.split(".")
    name = cst.SimpleString(f'"{dotted}"')
    if alias.asname is None:
        target = cst.Name(dotted_name(alias.name).partition(".")[0])
        return PLAIN(cx, target=target, importing=importing(cx), name=name)
    module = WHOLE.expression(cx, importing=importing(cx), name=name)
    for other in others:
        first = f"{first}.{other}"
        module = ATTRIBUTE.expression(
            cx, module=module, name=cst.SimpleString(f'"{other}"'), dotted=cst.SimpleString(f'"{first}"')
        )
    return PLAIN_SUBMODULE(cx, target=alias.asname.name, module=module)


def importing(cx: Context) -> cst.Name:
    """`__import__`; in the body of a class a name of ours, that no mapping is asked for."""
    return cx.names.helper("builtin_import") if cx.place.in_class_body else cst.Name("__import__")


def dotted_name(node: cst.BaseExpression | None) -> str:
    """`a.b.c`, as a string."""
    parts = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    if isinstance(node, cst.Name):
        parts.append(node.value)
    return normal(".".join(reversed(parts)))
