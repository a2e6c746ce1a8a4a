"""The first statements of the output: they publish the hosted names that the rest uses.

    def _prelude():
        def name(**names): return min(names)         # how the core makes a string ...
        def text(*utf_8): ...                        # ... and one that is no identifier
        publish = vars(builtins).update
        publish(_iter=iter)
        publish(_s_append=name(append=0))
        def _unpack(iterable, count): ...            # a helper, desugared from mvpy/helpers/prelude/
        publish(_unpack=_unpack)

    _prelude()

Everything happens in one function, so nothing of it stays in `globals()`; its own name goes as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeGuard

import libcst as cst

from mvpy.helpers.constants import Constant, constant_expression, literal_comment
from mvpy.helpers.hosted_names import (
    BUILTINS,
    HELPERS,
    ITEMS,
    Hosted,
    Used,
    helper_file,
    plain_functions,
    published_name,
)
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.machine.program import Program
from mvpy.output.helper_modules import import_in_core
from mvpy.output.printer import print_core

OPENING = """\
def _prelude():
    def name(**names):
        return min(names)

"""
ROLES = {
    "octets": """\
    def octets(length, number):
        return getattr(number, name(to_bytes=0))(length, name(big=0))

""",
    "text": """\
    def text(length, utf_8):
        return getattr(octets(length, utf_8), name(decode=0))()

""",
    "together": """\
    def together(*texts):
        return getattr(str(), name(join=0))(texts)

""",
    "tuple_of": """\
    def tuple_of(*items):
        return items

""",
    "intern": "    intern = getattr(__import__(name(sys=0)), name(intern=0))\n",
    "ratio": "    ratio = getattr(__import__(name(operator=0)), name(truediv=0))\n",
    "negative": "    negative = getattr(__import__(name(operator=0)), name(neg=0))\n",
}
PUBLISH = """\
    builtins = __import__(name(builtins=0))
    published = dict()

    def publish(**names):
        getattr(getattr(builtins, name(__dict__=0)), name(update=0))(names)
        getattr(published, name(update=0))(names)

"""
# At its end the interpreter empties `builtins` before it collects what is left; what then still runs finds the
# names in its own globals.
AT_EXIT = """\
    register = getattr(__import__(name(atexit=0)), name(register=0))
    register(getattr(globals(), name(update=0)), published)
"""
# In CPython `operator` is partly written in Python; its functions come from `_operator`.
OPERATOR = """\
    try:
        operator = __import__(name(_operator=0))
    except ImportError:
        operator = __import__(name(operator=0))
"""
# What the types of `types` are where that module is itself being imported.
TYPES = {
    "ModuleType": "type(builtins)",
    "FunctionType": "type(name)",
    "MethodType": "type(getattr(name, name(__get__=0))(0))",
}
# Helpers that the prelude calls itself.
CALLED = ("supply_exception_groups",)
MARKS = ("end", "missing")
FIRST = {
    "tuple_of": "tuple_of",
    "join": "getattr(str(), name(join=0))",
    "list_append": "getattr(list, name(append=0))",
    "list_pop": "getattr(list, name(pop=0))",
    # The value that a StopIteration carries, past any property of its class.
    "stop_value": "getattr(getattr(StopIteration, name(value=0)), name(__get__=0))",
    "builtins": "builtins",
    "keep": "getattr(getattr(builtins, name(__dict__=0)), name(update=0))",
}


# The core text of a helper, and the hosted names that it uses: (name, what it stands for).
Core = tuple[str, tuple[tuple[str, Used], ...]]
# Gives it, for (the definition, what the imports of its file bind, the target, the kinds that the definition needs).
Definition = cst.FunctionDef | cst.ClassDef
CoreOfHelper = Callable[[Definition, Mapping[str, tuple[str, str]], tuple[int, int], frozenset[str]], Core]


def prelude_text(hosted: Hosted, program: Program, core_of_helper: CoreOfHelper) -> str:
    """The prelude for the names that *hosted* has handed out for *program*, or "" where there are none.

    Helpers are published by the module that the program imports them from, if there is one.
    """
    if not hosted.used:
        return ""
    module = program.helpers
    shared = {name: what for name, what in hosted.used.items() if module and is_function(what)}
    functions, used = ([], hosted.used) if shared else needed(hosted, program, core_of_helper)
    lines = []
    if shared:
        lines.append(f"    {import_in_core(module, expression_of)}\n")
        lines += [
            published(name, f"getattr(builtins, {expression_of(published_name(what))})")
            for name, what in sorted(shared.items())
            if name != published_name(what)
        ]
    modules = sorted(
        {origin[0] for what in used.values() if (origin := origin_of(what))} - {"", "first", "builtins"}
    )
    for module in modules:
        lines.append(OPERATOR if module == "operator" else import_line(module))
    for name, what in sorted(used.items(), key=order):
        if isinstance(what, tuple):
            lines.append(constant_lines(name, what[1]))
        elif what in MARKS:
            # Another module publishes it while a loop of this one compares what it gets with it: one for all.
            lines.append(published(name, f"getattr(builtins, name({name}=0), object())"))
        elif origin := origin_of(what):
            lines.append(published(name, value_of(*origin)))
    renamed = {
        f"_{what}": name for name, what in used.items() if isinstance(what, str) and name != f"_{what}"
    }
    for text, name in functions:
        if renamed:
            text = relaid(re.sub(r"\b_\w+\b", lambda m: renamed.get(m[0], m[0]), text))
            name = renamed.get(name, name)
        lines.append("\n" + "".join(f"    {line}\n" if line else "\n" for line in text.splitlines()))
        lines.append(f"\n    publish({name}={name})\n")
    for name in sorted(name for name, what in used.items() if what in CALLED and not shared):
        lines.append(f"    {name}()\n")
    body = "".join(lines) + AT_EXIT
    roles = [role for role in ROLES if re.search(rf"\b{role}\b[(),]", body)]
    if "text" in roles and "octets" not in roles:
        roles.insert(0, "octets")
    opening = OPENING + "".join(ROLES[role] for role in roles) + PUBLISH
    body = opening + body
    return body + "\n\n"


def published(name: str, value: str) -> str:
    line = f"    publish({name}={value})\n"
    return line if len(line) <= 89 else wrapped(line)


def expression_of(value: Constant) -> str:
    """The expression for a constant, in the prelude."""
    return constant_expression(value, {})


def constant_lines(name: str, value: Constant) -> str:
    """The statements that publish one constant, under the literal it stands for."""
    expression = expression_of(value)
    line = f"    publish({name}={expression})\n"
    comment = literal_comment(value)
    if isinstance(value, str) and value.isidentifier() and name == f"_s_{value}" and len(line) <= 89:
        return line
    if len(line) > 89:
        line = wrapped(line)
    return f"    {comment}\n{line}"


@lru_cache(10_000)
def wrapped(statement: str) -> str:
    """*statement*, a call in the prelude, over as many lines as it needs."""
    text = inside_a_function(cst.parse_module(statement.strip() + "\n").body)
    return "".join(f"    {line}\n" for line in text.splitlines())


def order(item: tuple[str, Used]) -> tuple[object, ...]:
    """Builtins, then operators and the like, then constants; each by name."""
    name, what = item
    if isinstance(what, tuple):
        return (2, type(what[1]).__name__, name)
    origin = origin_of(what)
    return (0 if not origin or origin[0] == "builtins" else 1, "", name)


def origin_of(what: Used) -> tuple[str, str] | None:
    """(module, attribute) of a hosted name that is somebody else's object; None for constants and functions."""
    if isinstance(what, tuple):
        return None
    module, attribute = HELPERS.get(what, ("builtins", what))
    return (module, attribute) if module else None


def import_line(module: str) -> str:
    """The statement that imports *module*; importing `a.b` gives `a`."""
    name = module.partition(".")[0]
    text = f"name({name}=0)" if name == module else constant_expression(module, {})
    return f"    {name} = __import__({text})\n"


def value_of(module: str, attribute: str) -> str:
    """What *attribute* of *module* is, where the module has been imported."""
    if module == "first":
        return FIRST[attribute]
    if module == "builtins":
        if attribute == "None":
            return "publish()"
        if attribute in ("True", "False"):
            return f"bool({int(attribute == 'True')})"
        if attribute == "__debug__":
            return "getattr(builtins, text(9, 0x5F5F64656275675F5F))"
        return attribute if attribute in BUILTINS else f"getattr(builtins, name({attribute}=0))"
    if attribute in ITEMS:
        return f"{value_of(module, 'itemgetter')}({ITEMS[attribute]})"
    if module == "types":
        return f"getattr(types, name({attribute}=0), {TYPES.get(attribute, 'publish()')})"
    for name in (*module.split(".")[1:], attribute):
        module = f"getattr({module.partition('.')[0]}, name({name}=0))"
    return module


# The helpers written in Python ----------------------------------------------------------


def needed(
    hosted: Hosted, program: Program, core_of_helper: CoreOfHelper
) -> tuple[list[tuple[str, str]], dict[str, Used]]:
    """The helpers that the used names need, with those that they need: ([(text, name)], all names used)."""
    used = dict(hosted.used)
    done: dict[str, str] = {}
    todo = [what for what in used.values() if is_function(what)]
    while todo:
        helper = todo.pop()
        if helper in done:
            continue
        file = helper_file(helper, program.kinds)
        text, more = desugared_helper(helper, file, program.target, core_of_helper)
        done[helper] = text
        for name, what in more:
            if name not in used:
                used[hosted.publish(name, what)] = what
            if is_function(what):
                todo.append(what)
    return [(done[helper], f"_{helper}") for helper in sorted(done)], used


def inside_a_function(body: Sequence[cst.BaseStatement]) -> str:
    """The text of core statements, as the prelude will have them: the width of lines depends on it."""
    nested = print_core(cst.Module([OUTER.with_changes(body=cst.IndentedBlock(body))]))
    return "\n".join(line[4:] for line in nested.split("\n")[1:])


OUTER = cst.parse_statement("def outer():\n    0\n")


def relaid(text: str) -> str:
    """The core function *text*, laid out again because its names have changed."""
    return inside_a_function(cst.parse_module(text).body)


def is_function(what: Used) -> TypeGuard[str]:
    """Does *what* stand for a helper that is a function of the prelude?"""
    return isinstance(what, str) and HELPERS.get(what, ("builtins",))[0] == ""


@cache
def helper_module(path: Path) -> tuple[cst.Module, dict[str, tuple[str, str]]]:
    """The tree of a prelude file, and what its imports bind: name -> (module, attribute)."""
    tree = cst.parse_module(path.read_text(encoding="utf-8"))
    imported: dict[str, tuple[str, str]] = {}
    for statement in tree.body:
        if isinstance(statement, cst.SimpleStatementLine) and isinstance(statement.body[0], cst.ImportFrom):
            small = statement.body[0]
            assert small.module is not None and not isinstance(small.names, cst.ImportStar)
            module = cst.Module([]).code_for_node(small.module)
            if module == "__future__":
                continue
            for alias in small.names:
                bound = alias.evaluated_alias or alias.evaluated_name
                imported[bound] = ("" if module.startswith("mvpy.") else module, alias.evaluated_name)
    return tree, imported


@cache
def desugared_helper(helper: str, file: Path, target: tuple[int, int], core_of_helper: CoreOfHelper) -> Core:
    """The core text of one helper, which stands in *file*, and the hosted names that it uses."""
    tree, imported = helper_module(file)
    (definition,) = (s for s in tree.body if isinstance(s, Definition) and s.name.value == helper)
    kinds = PLAIN if file == plain_functions().get(helper) else EXACT
    return core_of_helper(definition, imported, target, kinds)


def hosted_helper(origin: tuple[str, str]) -> str:
    """The helper whose origin is *origin*, entered in the table if it is new."""
    for name, known in HELPERS.items():
        if known == origin:
            return name
    name = f"{origin[0]}_{origin[1]}".replace(".", "_")
    HELPERS[name] = origin
    return name
