"""Where a program looks at what the Language Reference does not promise: names, frames, the life of objects.

    sorted(globals())                        namespace: every name is seen
    locals()["x"], eval("x")                 namespace: only names of the program are asked for
    sys._getframe(1)                         frames
    def __del__(self): ...                   release
    inspect.iscoroutinefunction(f)           kinds
    builtins.__import__ = mine               rebinding: of what statements call
    patch("builtins.next", mine)             rebinding: of what those that they become may call

A plain output may change what is seen there; whether it does, `mvpy.output.noticed` says.  The texts of messages are
looked at wherever an exception is shown, so they are not among these.

A name that the program binds itself is no builtin, and no module but one that it imports by this name.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from operator import or_

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from mvpy.scopes.analysis import COMPREHENSIONS, Scope, Scopes, analyse, mangled, normal
from mvpy.tree.description import TABLE, Role, written_fields
from mvpy.tree.literals import plain_value
from mvpy.tree.nodes import CLAUSES, STATEMENTS, SUITES, bound_by
from mvpy.tree.positions import columns_in

TRIES = (cst.Try, cst.TryStar)  # what can be asked for stands in their clauses, too

# A place where names live: the kind of scope and the line of the statement that it is in; ("module", 0).
Home = tuple[str, int]
Lined = Mapping[int, tuple[cst.CSTNode, int]]  # where statements stand: by id, the statement and its line


@dataclass(frozen=True)
class Look:
    """A *node* at which the program looks at what a plain output may change: of which *kind*, in *words*.

    statement  the innermost one that it is in
    homes      for a namespace: where the names live that it sees, and those that it finds there in the source, or
               sooner, since the first home is asked first
    by_name    are they only asked for by name?
    construct  what would have to be gone from the output
    builtin    what would have to be called by it
    """

    node: cst.CSTNode
    kind: str
    words: str
    homes: tuple[tuple[Home, frozenset[str]], ...] = ()
    by_name: bool = False
    construct: str = ""
    builtin: str = ""
    statement: cst.CSTNode | None = None


def seen(kind: str, construct: str, *modules: str) -> dict[str, tuple[str, str]]:
    """For each name in *modules*, such as "sys: _getframe": its *kind*, and its *construct*, see `Look`."""
    parts = (text.partition(": ") for text in modules)
    return {f"{module}.{name}": (kind, construct) for module, _, names in parts for name in names.split()}


SEEN = {
    **seen(
        "frames",
        "",
        "sys: _getframe _getframemodulename _current_frames settrace setprofile",
        "threading: settrace setprofile settrace_all_threads setprofile_all_threads",
        "inspect: currentframe stack trace getouterframes getinnerframes",
        "traceback: extract_stack extract_tb format_stack print_stack walk_stack walk_tb StackSummary",
    ),
    **seen(
        "release",
        "",
        "gc: get_objects get_referrers garbage",
        "sys: getrefcount",
        "weakref: ref proxy finalize getweakrefcount getweakrefs ReferenceType ProxyType CallableProxyType "
        "KeyedRef WeakKeyDictionary WeakMethod WeakSet WeakValueDictionary",
    ),
    **seen(
        "kinds",
        "async",
        "inspect: iscoroutinefunction iscoroutine isasyncgenfunction isasyncgen isgeneratorfunction "
        "getcoroutinestate getcoroutinelocals getasyncgenstate getasyncgenlocals",
        "asyncio: iscoroutinefunction",
        "types: CoroutineType AsyncGeneratorType",
    ),
}
EFFECTS = {
    "namespace": "may show other names",
    "frames": "may find other frames and names",
    "release": "may find objects alive longer",
    "kinds": "may find no async function",
}
# By these attributes one comes to frames, whatever they are attributes of.
TO_FRAMES = frozenset(
    "tb_frame tb_lineno gi_frame gi_code cr_frame cr_code cr_running cr_await ag_frame ag_code ag_running ag_await "
    "__code__".split()
)
# What statements call that is in `builtins`, and may be replaced there: which statements, and what becomes of it.
CALLED_BY = {
    "__import__": ("import", "gets other arguments"),
    "__build_class__": ("class", "is not called"),
}
IMPORTING = frozenset({"builtins.__import__", "importlib.import_module"})
REPLACING = frozenset({"setattr", "patch", "object"})  # the last is `patch.object`

NAMESPACES = frozenset({f"builtins.{name}" for name in ("globals", "locals", "vars", "dir")})
LISTING = frozenset({"builtins.vars", "builtins.dir", "inspect.getmembers", "inspect.getmembers_static"})
RUNNING = frozenset({"builtins.exec", "builtins.eval"})
# What a namespace is asked for by names: as a mapping, or as what fills in a text.
MAPPING = frozenset("get setdefault pop update __getitem__ __setitem__ __delitem__ __contains__".split())
FILLING = frozenset({"format", "format_map", "substitute", "safe_substitute"})
# A text that is run may list names, too.
LISTED = re.compile(r"\b(globals|locals|vars|dir|__dict__)\b")

# A program without one of these words looks at nothing.
MODULES = ("asyncio", "gc", "inspect", "traceback", "weakref")
OTHERS = {name for module, name in (origin.split(".") for origin in SEEN) if module not in MODULES}
TELLING = {
    *"globals locals vars dir exec eval __dict__ __del__ __builtins__ builtins".split(),
    *(*MODULES, *OTHERS, *TO_FRAMES, *CALLED_BY),
}
WORDS = re.compile(rf"\b({'|'.join(sorted(TELLING))})\b")
# What is called otherwise where it is imported is told by the name that it has there.
TOLD_BY_NAMES = {*SEEN, *LISTING, *NAMESPACES, *RUNNING, *IMPORTING, *MODULES, "builtins", "importlib"}


def looks(module: cst.Module, lines: Lined, text: str = "", scopes: Scopes | None = None) -> list[Look]:
    """The places of *module* at which it looks at what is not promised; *lines* is where statements stand.

    With its *text* and its *scopes* they are found sooner.
    """
    own = analyse(module) if scopes is None else scopes
    found = list(Looking(module, lines, Words(text, lines), own).all())
    if scopes is None:
        own.let_go()
    return found


class Places:
    """Lines and columns in *module*, which was *text*; both count from 1.

    A statement is written when it is first asked for a place in it: most have none.
    """

    def __init__(self, module: cst.Module, lines: Lined, text: str) -> None:
        self.module, self.lines, self.text = module, lines, text.split("\n")
        self.of_statement: dict[int, Callable[[cst.CSTNode], tuple[int, int]]] = {}

    def of(self, look: Look) -> tuple[int, int]:
        """Where *look* begins."""
        assert look.statement is not None  # by now
        if id(look.statement) not in self.of_statement:
            self.of_statement[id(look.statement)] = self.in_statement(look.statement)
        return self.of_statement[id(look.statement)](look.node)

    def in_statement(self, statement: cst.CSTNode) -> Callable[[cst.CSTNode], tuple[int, int]]:
        """What gives the place of a node in *statement*."""
        before = self.lines[id(statement)][1] - 1
        alone = self.module.with_changes(header=(), footer=(), body=[without_suite(statement)])
        code = alone.code
        starts = MetadataWrapper(alone, unsafe_skip_copy=True).resolve(PositionProvider)
        column = columns_in("\n".join(self.text[before:][: code.count("\n") + 1]), code)

        def of(node: cst.CSTNode) -> tuple[int, int]:
            start = starts[node].start
            return before + start.line, column(start.line, start.column) + 1

        return of


def without_suite(statement: cst.CSTNode) -> cst.CSTNode:
    """*statement* from its first line on; without its suite, if what comes before that is all that could be asked for."""
    changes: dict[str, object] = {"leading_lines": ()}
    if isinstance(getattr(statement, "body", None), cst.IndentedBlock) and not isinstance(statement, TRIES):
        changes["body"] = cst.IndentedBlock(())
    return statement.with_changes(**changes)


# The kinds of nodes that the methods of `Looking` have cases for: most nodes are of others.
IMPORTS = frozenset({cst.Import, cst.LazyImport, cst.ImportFrom, cst.LazyImportFrom})
ASKING = frozenset({
    cst.Subscript, cst.Attribute, cst.ComparisonTarget, cst.BinaryOperation, cst.Call, cst.Arg,
})  # fmt: skip
LOOKING = frozenset({
    cst.Call, cst.Name, cst.Attribute, cst.FunctionDef, cst.AssignTarget, cst.AugAssign, cst.AnnAssign, cst.For,
    cst.CompFor, cst.AsName, cst.Del,
})  # fmt: skip
SEEN_KINDS = IMPORTS | ASKING | LOOKING


class Words:
    """Where words are in *text*; in one that is not ASCII, names may look otherwise than they are: they are anywhere."""

    def __init__(self, text: str, lines: Lined) -> None:
        self.text = text
        self.begins = [0, *(end.end() for end in re.finditer("\n", text))]  # each line
        self.known = bool(text) and text.isascii()
        self.lines = sorted({line for _, line in lines.values()})

    def starts(self, words: Set[str]) -> Set[int]:
        """The lines at which statements begin that may have one of *words* in them."""
        if not self.known:
            return set(self.lines)
        return {
            self.lines[max(bisect(self.lines, bisect(self.begins, place)) - 1, 0)]
            for word in words
            for place in places_of(word, self.text)
        }


def places_of(word: str, text: str) -> Iterator[int]:
    """Where *word* is in *text*, be it a part of another one."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


class Looking:
    """One module, its scopes, and what its imports bind: (scope, name) -> what it is, as `sys._getframe`."""

    def __init__(self, module: cst.Module, lines: Lined, words: Words, scopes: Scopes) -> None:
        self.module, self.lines, self.words, self.scopes = module, lines, words, scopes
        self.imported: dict[tuple[Scope, str], str] = {}
        self.line_of: dict[Scope, int] = {self.scopes.module: 0}
        self.by_name: set[int] = set()  # the namespaces that are only asked for names, by id

    def all(self) -> Iterator[Look]:
        """Every look, outer ones first."""
        for node, scope, _ in self.nodes({"import"}):
            if node.__class__ in IMPORTS:
                self.enter_imports(node, scope)
        imported = {name for (_, name), origin in self.imported.items() if origin in TOLD_BY_NAMES}
        for node, scope, statement in self.nodes(TELLING | REPLACING | imported):
            if node.__class__ in ASKING:
                self.note_what_is_asked_by_name(node, scope)
            if node.__class__ in LOOKING:
                yield from (replace(look, statement=statement) for look in self.looks_at(node, scope))

    def nodes(self, words: Set[str]) -> Iterator[tuple[cst.CSTNode, Scope, cst.CSTNode]]:
        """Each node of SEEN_KINDS that is run, its scope, and the innermost statement; what it is in comes first.

        Simple statements that have none of *words* are passed over, and what stands before the suites of others.
        """
        top, starts = self.scopes.module, self.words.starts(words)
        # With the scope goes that of the clauses of a comprehension: the first iterable is evaluated around it.
        stack: list[tuple[cst.CSTNode, Scope, Scope, int, cst.CSTNode]] = [
            (statement, top, top, 0, statement) for statement in reversed(self.module.body)
        ]
        while stack:
            node, here, inside, line, around = stack.pop()
            line = self.lines[id(node)][1] if id(node) in self.lines else line
            around = node if isinstance(node, STATEMENTS) else around
            has_words = line in starts
            if node.__class__ is cst.SimpleStatementLine and not has_words:
                continue
            if node.__class__ in SEEN_KINDS:
                yield node, here, around
            if (opened := self.scopes.find(node)) is not None:
                self.line_of[opened] = line
            for scope, part in reversed(parts(node, has_words)):
                if isinstance(node, cst.CompFor):
                    home = inside if scope else here
                else:
                    home = opened if scope and scope != "type" and opened is not None else here
                first = opened if type(node) in COMPREHENSIONS and opened is not None else home
                stack.append((part, home, first, line, around))

    def enter_imports(self, node: cst.CSTNode, scope: Scope) -> None:
        """Remember what *node* binds, if it is an import."""
        match node:
            case cst.Import() | cst.LazyImport():
                for alias in node.names:
                    dotted = dotted_name(alias.name)
                    name = bound_by(alias.asname) if alias.asname else dotted.partition(".")[0]
                    self.enter(name, dotted if alias.asname else name, scope)
            case cst.ImportFrom(module=cst.BaseExpression() as origin, relative=[]) | cst.LazyImportFrom(
                module=cst.BaseExpression() as origin, relative=[]
            ):
                module = dotted_name(origin)
                if isinstance(node.names, cst.ImportStar):
                    self.enter_all(module)
                    return
                for alias in node.names:
                    name = bound_by(alias.asname) if alias.asname else alias.evaluated_name
                    self.enter(name, f"{module}.{alias.evaluated_name}", scope)

    def enter(self, name: str, origin: str, scope: Scope) -> None:
        self.imported[scope.resolve(name), normal(name)] = origin

    def enter_all(self, module: str) -> None:
        """Remember what `from module import *` may bind of what is looked for, unless the program binds it itself."""
        for origin in (*SEEN, *LISTING):
            place, _, name = origin.rpartition(".")
            if place == module and not name.startswith("_") and self.is_unbound(name, self.scopes.module):
                self.enter(name, origin, self.scopes.module)

    def origin(self, node: cst.CSTNode, scope: Scope) -> str:
        """What *node* is: `builtins.dir`, `sys._getframe`; empty if it is something else."""
        match node:
            case cst.Name(value=name):
                owner = scope.resolve(name)
                if found := self.imported.get((owner, normal(name))):
                    return found
                if not self.is_unbound(name, owner):
                    return ""
                return "builtins" if name == "__builtins__" else f"builtins.{name}"
            case cst.Attribute(value=value, attr=cst.Name(value=name)):
                base = self.origin(value, scope)
                return f"{base}.{name}" if base else ""
            case cst.Call(func=function, args=[cst.Arg(value=module)]):
                return text_of(module) if self.origin(function, scope) in IMPORTING else ""
        return ""

    def is_unbound(self, name: str, owner: Scope) -> bool:
        """Is *name*, which belongs to *owner*, bound nowhere in the program?"""
        return owner is self.scopes.module and name not in owner.bound and not owner.rebound_inside(name)

    def is_namespace(self, node: cst.CSTNode, scope: Scope) -> bool:
        """Is *node* a call like `globals()` or `vars()`?"""
        return isinstance(node, cst.Call) and not node.args and self.origin(node.func, scope) in NAMESPACES

    def is_this_module(self, node: cst.CSTNode, scope: Scope) -> bool:
        """Is *node* `sys.modules[__name__]`?"""
        match node:
            case cst.Subscript(value=modules, slice=[cst.SubscriptElement(cst.Index(cst.Name("__name__")))]):
                return self.origin(modules, scope) == "sys.modules"
        return False

    def note_what_is_asked_by_name(self, node: cst.CSTNode, scope: Scope) -> None:
        """Remember the namespaces in *node* that it only asks for names."""
        asked: Sequence[cst.CSTNode] = ()
        match node:
            case cst.Subscript(value=value):
                asked = [value]
            case cst.Attribute(value=value, attr=cst.Name(value=name)) if name in MAPPING:
                asked = [value]
            case cst.ComparisonTarget(operator=cst.In() | cst.NotIn(), comparator=value):
                asked = [value]
            case cst.BinaryOperation(operator=cst.Modulo(), right=value):
                asked = [value]
            case cst.Call(func=function) if asks_by_name(node, self.origin(function, scope)):
                asked = [arg.value for arg in node.args]
            case cst.Arg(keyword=cst.Name("globals" | "locals"), value=value):  # of `timeit` and the like
                asked = [value]
        self.by_name |= set(map(id, asked))

    def looks_at(self, node: cst.CSTNode, scope: Scope) -> Iterator[Look]:
        """What is looked at by *node* itself."""
        match node:
            case cst.Call(func=function):
                yield from self.looks_by_call(node, self.origin(function, scope), scope)
            case cst.Name() | cst.Attribute():
                yield from self.looks_by_name(node, scope)
            case cst.FunctionDef(name=cst.Name("__del__")) if scope.kind == "class":
                yield Look(node.name, "release", "__del__ may run later")
            case cst.AssignTarget(target=cst.Name("__del__")) if scope.kind == "class":
                yield Look(node.target, "release", "__del__ may run later")
            case (
                cst.AssignTarget(target=target)
                | cst.AugAssign(target=target)
                | cst.AnnAssign(target=target, value=cst.CSTNode())
                | cst.For(target=target)
                | cst.CompFor(target=target)
                | cst.AsName(name=target)
                | cst.Del(target=target)
            ):
                for attribute in attributes_in(target):
                    yield from replaced(attribute, self.origin(attribute, scope))

    def looks_by_call(self, node: cst.Call, function: str, scope: Scope) -> Iterator[Look]:
        """What is looked at by the call *node* of what is called *function*."""
        name = function.rpartition(".")[2]
        values = [arg.value for arg in node.args]
        if function == "builtins.globals":
            yield self.names_seen(node, f"{name}()", [self.scopes.module])
        elif self.is_namespace(node, scope):
            yield self.names_seen(node, f"{name}()", visible(scope))
        elif function in RUNNING and len(values) == 1 and node.args[0].star == "":
            seen_by_it = [*visible(scope), self.scopes.module]
            yield self.names_seen(node, f"what {name}() runs", seen_by_it, by_name=not may_list(node))
        elif function in LISTING and values and self.is_this_module(values[0], scope):
            yield self.names_seen(node, f"{name}()", [self.scopes.module])
        elif last_name(node.func) in REPLACING:
            yield from self.replaced_by_call(node, values, scope)

    def replaced_by_call(
        self, node: cst.Call, values: Sequence[cst.BaseExpression], scope: Scope
    ) -> Iterator[Look]:
        """The look by which the call *node* with *values*, of `setattr` or the like, replaces a builtin."""
        match [(self.origin(value, scope), text_of(value)) for value in values[:2]]:
            case [("builtins", _), (_, name)]:
                yield from replaced(node, f"builtins.{name}")
            case [(_, origin), *_]:  # `mock.patch("builtins.__import__")`
                yield from replaced(node, origin)

    def names_seen(
        self, node: cst.CSTNode, what: str, scopes: Sequence[Scope], by_name: bool = False
    ) -> Look:
        """The look by which *node* sees the names of *scopes*."""
        return Look(
            node,
            "namespace",
            f"{what} {EFFECTS['namespace']}",
            homes=tuple(zip(map(self.home, scopes), accumulate(map(names_of, scopes), or_))),
            by_name=by_name or id(node) in self.by_name,
        )

    def home(self, scope: Scope) -> Home:
        """Where the names of *scope* live: what becomes of a comprehension or lambda is a function."""
        kind = scope.kind if scope.kind in ("module", "class") else "function"
        return kind, self.line_of.get(scope, 0)

    def looks_by_name(self, node: cst.Name | cst.Attribute, scope: Scope) -> Iterator[Look]:
        """What is looked at by *node*, because of what it is called."""
        origin = self.origin(node, scope)
        name = last_name(node)
        if origin in SEEN:
            kind, construct = SEEN[origin]
            yield Look(node, kind, f"{origin} {EFFECTS[kind]}", construct=construct)
        elif isinstance(node, cst.Attribute) and name in TO_FRAMES:
            yield Look(node, "frames", f"{name} {EFFECTS['frames']}")
        elif isinstance(node, cst.Attribute) and name == "__dict__":
            if self.is_this_module(node.value, scope):
                yield self.names_seen(node, "__dict__", [self.scopes.module])


def parts(node: cst.CSTNode, has_words: bool) -> list[tuple[str, cst.CSTNode]]:
    """What is run in *node*, with the kind of scope that it is in: neither annotations, nor names that are bound.

    Of a statement or clause that *has_words* that tell of a look, all; of one that has none only the suites.
    """
    found: list[tuple[str, cst.CSTNode]] = []
    for name, is_target, scope in fields_run(node.__class__, has_words):
        value = getattr(node, name)
        several = value if value.__class__ in (tuple, list) else (value,)
        nodes = (part for part in several if isinstance(part, cst.CSTNode))
        found += [(scope, part) for part in nodes if not (is_target and part.__class__ is cst.Name)]
    return found


@cache
def fields_run(cls: type, has_words: bool) -> tuple[tuple[str, bool, str], ...]:
    """The fields of *cls* that `parts` looks at, whether they are targets, and the kind of scope that they are in."""
    fields = [(name, TABLE[cls][name]) for name in written_fields(cls)]
    if not has_words and issubclass(cls, (*STATEMENTS, *CLAUSES)):
        fields = [(name, field) for name, field in fields if name in SUITES]
    return tuple(
        (name, field.target, field.scope)
        for name, field in fields
        if field.role not in (Role.WORD, Role.BINDS, Role.ANNOTATION)
    )


def visible(scope: Scope) -> list[Scope]:
    """The scopes whose names `locals()` may show in *scope*: for a comprehension, those around as well."""
    found = [scope]
    while found[-1].kind in ("comprehension", "type") and found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def names_of(scope: Scope) -> frozenset[str]:
    """The names in *scope*, also as they are called where private names are mangled."""
    found = scope.own | scope.free
    around: Scope | None = scope
    while around is not None and around.kind != "class":
        around = around.parent
    return frozenset(found if around is None else found | {mangled(name, around.name) for name in found})


def replaced(node: cst.CSTNode, origin: str) -> Iterator[Look]:
    """The look by which *node* replaces the builtin *origin*, which statements may call."""
    module, _, name = origin.rpartition(".")
    if module != "builtins":
        return
    if name in CALLED_BY:
        construct, effect = CALLED_BY[name]
        yield Look(node, "rebinding", f"{origin} {effect}", construct=construct)
    else:
        yield Look(node, "rebinding", f"{origin} is called by other statements", builtin=name)


def attributes_in(target: cst.CSTNode) -> Iterator[cst.Attribute]:
    """The attributes that an assignment to *target* binds."""
    match target:
        case cst.Attribute():
            yield target
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            for element in elements:
                yield from attributes_in(element.value)


def asks_by_name(node: cst.Call, function: str) -> bool:
    """Does the call *node*, of what is called *function*, ask the namespaces that it is given only for names?"""
    if function in RUNNING:
        return not may_list(node)
    return function == "builtins.__import__" or last_name(node.func) in FILLING


def may_list(node: cst.Call) -> bool:
    """May the text that *node* runs list names?  One that is not known is taken to ask for names of its own."""
    return bool(node.args) and bool(LISTED.search(text_of(node.args[0].value)))


def text_of(node: cst.BaseExpression) -> str:
    """The value of the string literal *node*; empty for all else."""
    if not isinstance(node, (cst.SimpleString, cst.ConcatenatedString)):
        return ""
    value = plain_value(node)
    return value if isinstance(value, str) else ""


def last_name(node: cst.BaseExpression) -> str:
    """`c` for `a.b.c`, and for `c`."""
    name = node.attr if isinstance(node, cst.Attribute) else node
    return name.value if isinstance(name, cst.Name) else ""


def dotted_name(node: cst.BaseExpression) -> str:
    """`a.b.c`, as a text."""
    match node:
        case cst.Attribute(value=value, attr=attr):
            return f"{dotted_name(value)}.{attr.value}"
        case cst.Name(value=name):
            return name
    return ""
