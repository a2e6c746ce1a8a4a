"""What stands above the program in a plain core: the same as in `mvpy.output.definitions`, in the ten constructs.

    _s_join = min(dict(join=0))


    def _text(*codes):
        return getattr(str, _s_join)(str(), map(chr, codes))


    _s_it_s_07d3c9 = _text(105, 116, 39, 115)  # "it's"
    _add = getattr(__import__(_s_operator), _s_add)

Each definition stands below what it needs when it is run: identifiers need nothing, other texts a helper.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

import libcst as cst

from mvpy.economy import economical
from mvpy.economy.items import WIDTH, items_of, leaves
from mvpy.helpers.constants import Constant, PlainRoles, constant_expression, is_name
from mvpy.helpers.hosted_names import HELPERS, ITEMS, Used, is_of_constants, is_own
from mvpy.machine.context import Context
from mvpy.machine.walk import Walk
from mvpy.output.definition_lines import definitions, expression
from mvpy.output.definitions import (
    bases_first,
    constant_line,
    helper_as_written,
    helper_definition,
)
from mvpy.output.helper_cores import helper_in_core
from mvpy.output.helper_modules import import_in_core, is_imported
from mvpy.output.printer import AS_IT_IS, print_core_with_lines
from mvpy.tree.nodes import nodes_inside

Statements = tuple[cst.BaseStatement, ...]

# What is neither a builtin nor an attribute that a module has: `{…}` is the name of a helper, `{"…"}` that of a text.
# The program has bound nothing yet when these run, so builtins have their own names.
VALUES = {
    "none": "{nothing}()",
    "true": "bool(1)",
    "false": "bool(0)",
    "debug": '{not_}(getattr(getattr(__import__({"sys"}), {"flags"}, 0), {"optimize"}, 0))',
    "end": "object()",
    "missing": "object()",
    "namespace_of_builtins": '__import__({"builtins"})',
    "join": 'getattr(str(), {"join"})',
    "list_append": 'getattr(list, {"append"})',
    "list_pop": 'getattr(list, {"pop"})',
    # The value that a StopIteration carries, past any property of its class.
    "stop_value": 'getattr(getattr(StopIteration, {"value"}), {"__get__"})',
    **{name: f"{{itemgetter}}({index})" for name, index in ITEMS.items()},
}
NAMED = re.compile(r'\{("?)([\w.]+)"?\}')


@dataclass
class Core:
    """The definitions of a core, by when they can be made.

    builtins   other names for builtins
    names      identifiers, as texts
    imported   attributes of modules
    first      helpers that constants need: name -> which
    constants  other constants
    values     what calls helpers or builtins
    module     the name that the module of our helpers has, if it is imported
    shared     what imports from it
    helpers    other helpers; those may use everything above: name -> which
    """

    builtins: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    imported: list[str] = field(default_factory=list)
    first: dict[str, str] = field(default_factory=dict)
    constants: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    module: str = ""
    shared: list[str] = field(default_factory=list)
    helpers: dict[str, str] = field(default_factory=dict)


# What is written where certain names are read.
InPlace = dict[str, cst.BaseExpression]


def with_core_definitions(tree: cst.Module, cx: Context) -> tuple[cst.Module, InPlace]:
    """*tree*, a plain core, in fewer lines, below the definitions of what it uses; and what is made in its place."""
    tree = economical(tree, cx)
    above = core_definitions(cx)
    return names_in_place(below(above, tree, cx), cx.names.hosted.own_names(), cx)


def core_definitions(cx: Context) -> Statements:
    """The definitions of what the output of *cx* uses, in the core."""
    core, cores = Core(), {}
    for name, what in used(cx):
        define(name, what, core, cx)
        if isinstance(what, str) and is_own(what) and not is_imported(what, cx):
            cores[name] = helper_in_core(what, cx)  # it may use more
    own = cx.names.hosted.own_names()
    core.builtins = [line for line in core.builtins if line.partition(" ")[0] not in own]
    above = definitions([*sorted(core.builtins), *sorted(core.names), *sorted(core.imported)])
    middle = definitions([*core.constants, *core.values, *sorted(core.shared)])
    first, last = (ordered(helpers, cores, cx) for helpers in (core.first, core.helpers))
    return (*above, *first, *middle, *last)


def with_definitions_in_core(tree: cst.Module, cx: Context) -> tuple[cst.Module, str]:
    """As `mvpy.output.definitions.with_definitions`, for an interpreter that may lack what definitions are written in.

    What stands above *tree* needs the ten constructs only.
    """
    above = core_definitions(cx)
    whole = tree.with_changes(body=(*above, *tree.body))
    whole, in_place = names_in_place(whole, cx.names.hosted.own_names(), cx)
    count = len(whole.body) - len(tree.body)
    text, _ = print_core_with_lines(
        cst.Module(whole.body[:count]), skips=True, limit=WIDTH, in_place=in_place
    )

    def put_in_place(node: cst.Name, cx: Context) -> cst.BaseExpression | None:
        return in_place.get(node.value)

    walk = Walk({cst.Name: [put_in_place]}, cx, ("layout", "elif", "fields"))
    return walk.module(tree) if in_place else tree, text.strip("\n")


def used(cx: Context) -> Iterator[tuple[str, Used]]:
    """Each name that the core of *cx* uses, and what it stands for; what these use, too, as soon as it is known."""
    done: set[str] = set()
    while waiting := [item for item in cx.names.hosted.used.items() if item[0] not in done]:
        for name, what in waiting:
            done.add(name)
            yield name, what


def define(name: str, what: Used, core: Core, cx: Context) -> None:
    """Enter in *core* the definition of *name*, which stands for *what*."""
    if isinstance(what, tuple) and is_character(what[1]):
        cx.names.hosted.name("chr")  # it will be made in its place
    elif isinstance(what, tuple):
        (core.names if is_name(what[1]) else core.constants).append(on_one_line(name, what[1], cx))
    elif what == "truth":
        core.builtins.append(f"{name} = bool\n")
    elif what in VALUES:
        core.values.append(f"{name} = {filled(VALUES[what], cx)}\n")
    elif is_imported(what, cx):
        import_helper(name, what, core, cx)
    elif is_own(what):
        (core.first if is_of_constants(what) else core.helpers)[name] = what
    else:
        module, attribute = HELPERS.get(what, ("builtins", what))
        if module == "builtins" and not attribute.startswith("__d"):
            core.builtins.append(f"{name} = {attribute}\n")
        else:
            place = core.imported if is_name(module) else core.values
            place.append(f"{name} = {filled(attribute_of(module, attribute), cx)}\n")


def import_helper(name: str, helper: str, core: Core, cx: Context) -> None:
    """Enter in *core* the line that imports *helper* as *name*; and once, before it, its module."""
    module = cx.program.helpers
    if not core.module:
        core.module = cx.names.new(module.rpartition(".")[2].strip("_")).value
        core.values.append(f"{core.module} = {import_in_core(module, cx.names.hosted.constant)}\n")
    text = cx.names.hosted.constant(f"_{helper}")
    core.shared.append(f"{name} = getattr({core.module}, {text})\n")


def on_one_line(name: str, value: Constant, cx: Context) -> str:
    """The statement that defines a constant: nobody wants to see a long text character by character."""
    line = constant_line(name, value, cx)
    return line if len(line) <= WIDTH else f"{line.rstrip()}{AS_IT_IS}\n"


def is_character(value: object) -> TypeGuard[str]:
    """Is *value* a text of one character, and not the name of an argument?"""
    return isinstance(value, str) and len(value) == 1 and not is_name(value)


def ordered(helpers: Mapping[str, str], cores: Mapping[str, Statements], cx: Context) -> Statements:
    """The statements that define *helpers*, bases before the classes that have them."""
    written = {name: with_bases(what, cx) for name, what in helpers.items()}
    names = {id(module): name for name, module in written.items()}
    return tuple(s for module in bases_first(written) for s in cores[names[id(module)]])


def with_bases(helper: str, cx: Context) -> cst.Module:
    """The definition of *helper*; if it is a class, its bases have the names that they have in the output of *cx*."""
    definition = helper_definition(helper, cx.program.kinds)
    is_class = isinstance(definition, cst.ClassDef)
    return helper_as_written(helper, cx) if is_class else cst.Module([definition])


def below(above: Statements, tree: cst.Module, cx: Context) -> cst.Module:
    """*tree* with the statements *above* above its own, and a blank line between."""
    if not above or not tree.body:
        return tree.with_changes(body=(*above, *tree.body))
    first, *others = tree.body
    spaced = first.with_changes(leading_lines=(cst.EmptyLine(indent=False), *first.leading_lines))
    cx.moved(first, spaced)
    return tree.with_changes(body=(*above, spaced, *others))


def names_in_place(tree: cst.Module, own: Mapping[str, str], cx: Context) -> tuple[cst.Module, InPlace]:
    """*tree* without the definitions of identifiers that are used once, and not in a loop: they are made in their place.

    _add = getattr(__import__(min(dict(operator=0))), min(dict(add=0)))

    So is every text of one character: `chr(32)` says more than a name can.  Builtins get their *own* names: hosted
    name -> name.
    """
    made = {name: what[1] for name, what in cx.names.hosted.used.items() if isinstance(what, tuple)}
    names = {name: value for name, value in made.items() if is_name(value)}
    uses = Counter(uses_in(tree.body, names, cx))
    moved = {name for name in names if uses[name, True] == 1 and not uses[name, False]}
    moved |= {name for name, value in made.items() if is_character(value)}

    def name_of(helper: str) -> str:
        name = cx.names.hosted.name(helper)
        return own.get(name, name)

    roles = PlainRoles(name_of)
    in_place: InPlace = {name: cst.Name(builtin) for name, builtin in own.items()}
    for name in moved:
        value = made[name]
        text = roles.call("chr", ord(value)) if is_character(value) else constant_expression(value, roles)
        in_place[name] = expression(text)
    body = tuple(statement for statement in tree.body if assigned_name(statement) not in moved)
    return tree.with_changes(body=body), in_place


def assigned_name(statement: cst.BaseStatement) -> str:
    """The name of what the first lines define by *statement*; empty for all else."""
    match statement:
        case cst.SimpleStatementLine(
            body=[cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))])]
        ):
            return name
    return ""


def uses_in(nodes: Iterable[cst.CSTNode], names: Container[str], cx: Context) -> Iterator[tuple[str, bool]]:
    """Each use of one of *names* in *nodes*, and whether it stands in no loop."""
    waiting = [(node, True) for node in nodes]
    while waiting:
        node, once = waiting.pop()
        if node.__class__ is cst.Name:
            if node.value in names:
                yield node.value, once
        elif (
            node.__class__ is cst.Call
        ):  # most nodes are calls, and names and numbers in them, which need not wait
            waiting.append((node.func, once))
            for arg in node.args:
                part = arg.value
                if part.__class__ is cst.Name:
                    if part.value in names:
                        yield part.value, once
                elif part.__class__ is not cst.Integer:
                    waiting.append((part, once))
        elif node.__class__ is cst.SimpleStatementLine:
            waiting += [(small, once) for small in node.body]
        elif node.__class__ in (cst.Assign, cst.Expr):  # what binds a name does not use it
            waiting.append((node.value, once))
        else:
            once = once and (not isinstance(node, cst.While) or runs_once(node, cx))
            waiting += [(child, once) for child in nodes_inside(node)]


def runs_once(loop: cst.While, cx: Context) -> bool:
    """Is *loop* entered at most once: is its test a guard, or is it left by its last statement?"""
    match loop:
        case cst.While(test=cst.Name(value=name)) if name in cx.names.guards:
            return True
        case cst.While(body=cst.IndentedBlock(body=body)) if cx.is_core or all(map(is_of_lines, body)):
            return leaves(items_of(body))
    return False


def is_of_lines(node: cst.CSTNode) -> bool:
    """Have all suites in *node* lines of their own, as in the core?"""
    return not isinstance(node, cst.SimpleStatementSuite) and all(map(is_of_lines, nodes_inside(node)))


def filled(text: str, cx: Context) -> str:
    """*text*, an expression like those in VALUES, with the names that helpers and texts have in *cx*."""
    hosted = cx.names.hosted
    return NAMED.sub(lambda found: hosted.constant(found[2]) if found[1] else hosted.name(found[2]), text)


def attribute_of(module: str, attribute: str) -> str:
    """What gets *attribute* of *module*, as in VALUES; importing `a.b` gives `a`."""
    text = f'__import__({{"{module}"}})'
    for name in (*module.split(".")[1:], attribute):
        text = f'getattr({text}, {{"{name}"}})'
    return text
