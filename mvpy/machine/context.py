"""What a rule may ask of the module that is being rewritten."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import libcst as cst

from mvpy.helpers.constants import digest
from mvpy.helpers.hosted_names import BUILTINS, HOSTED, Hosted
from mvpy.machine.passes import Passes
from mvpy.scopes.analysis import Scope, Scopes, analyse, has_node, mangled, names_in, normal
from mvpy.scopes.plain_classes import looked_up
from mvpy.tree.node_kinds import Contents
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.suite import statements_inside

# With one of these a module can see which names it has.
LOOKING = frozenset({"globals", "locals", "vars", "dir", "__dict__", "eval", "exec"})

VALUE, CONDITION, EFFECT, OPERAND, CHAIN = "value", "condition", "effect", "operand", "chain"
OBJECT = "object"


@dataclass(frozen=True)
class Site:
    """One firing of a rewrite: which, at which line of the source, its ordinal there."""

    rewrite: str
    line: int
    ordinal: int


class Context:
    """One module's names, scopes, positions and settings, as the rules may ask for them.

    position    what becomes of the value of the expression at hand: VALUE; CONDITION (only its truth
                matters); EFFECT (nothing); OPERAND (the left operand of `and`, `or`: value and truth);
                OBJECT (an attribute of it is looked up); CHAIN (the rule of the parent takes this node apart)
    target      the version of Python for which decisions of the compiler are taken, such as (3, 13)
    """

    def __init__(
        self, module: cst.Module, target: tuple[int, int], passes: Passes, filename: str = "<string>"
    ) -> None:
        self.filename = filename
        self.target = target
        self.passes = passes
        self.is_core = passes.is_core  # is the output to be the core?
        partial = not passes.is_core
        self.names = names_in(module)
        self.temporaries: set[str] = set()
        self.flags: set[str] = set()  # those of them that hold 0 or 1
        self.guards: set[str] = set()  # those of the flags that let a suite run once
        self.host = Hosted(self.names, partial)
        self.hosted = self.host.name
        self.read_in_classes: frozenset[str] = frozenset()  # by the source, in the bodies of classes
        if partial:
            scopes = analyse(module)
            self.host.bound = frozenset().union(*(scope.bound for scope in scopes.all))
            self.host.looked_up = looked_up(scopes)
            in_classes = (scope.reads for scope in scopes.all if scope.kind == "class")
            self.read_in_classes = frozenset().union(*in_classes)
            self.host.star = any(scope.star_import for scope in scopes.all)
        self.position = VALUE
        self.line = 0
        self.section = 0
        self.toplevel: cst.CSTNode | None = None  # the statement of the module in which the walk is
        self.origin: cst.CSTNode | None = None
        self.broken: set[int] = set()
        self.source_lines: Sequence[str] = ()
        self.in_prelude = False
        self.class_bodies: set[str] = set()
        self.annotate_functions: set[str] = set()
        self.hidden: set[str] = set()  # functions of ours that are globals
        self.kept_variables: set[str] = set()  # globals of ours that stand for variables of comprehensions
        self.texts: dict[int, cst.CSTNode] = {}
        self.given_iterators: set[str] = set()  # parameters to which iter() has been applied
        self.sets: dict[int, tuple[cst.BaseExpression, cst.Set]] = {}  # what displays of sets have become
        self.real_names: dict[str, str] = {}  # mangled name of a definition -> what it is called
        self.current_rewrite = ""  # whose turn it is
        self.is_output = False  # is the program an output of ours?
        self.functions: list[str | None] = []
        self.blocks: list[cst.FunctionDef | cst.ClassDef] = (
            []
        )  # in whose bodies the walk is, outer before inner
        self.bodies: set[str] = set()
        self.type_scopes: set[str] = set()  # functions that stand for annotation scopes
        self.class_names: dict[int, tuple[cst.CSTNode, cst.Name, bool]] = (
            {}
        )  # class -> the variable for its names
        # compound statement -> what is done with it when what is inside has been rewritten: (new, old, self) -> new
        self.after_children: dict[int, tuple[cst.CSTNode, Callable]] = {}
        self.futures = futures_of(module)
        self.parsed = module
        self.depths: dict[int, tuple[cst.CSTNode, int]] = {}
        self.lines: dict[int, tuple[cst.CSTNode, int]] = {}
        self.sections: dict[int, tuple[cst.CSTNode, int]] = (
            {}
        )  # of statements whose line is not their section
        self.contents = Contents()
        self.sites: list[Site] = []
        self.seen: Counter[tuple[int, str]] = Counter()
        self.used: defaultdict[int, set[str]] = defaultdict(set)  # fresh names, by section
        self.shared: defaultdict[int, list[frozenset[str]]] = defaultdict(list)  # names of other sections
        self.unbound_temporaries: set[str] = set()
        self.annotated_classes: set[int] = (
            set()
        )  # lines of classes that cannot stay, because of their annotations
        self.read_again: set[int] = set()  # lines of classes that stay, in which a definition is read again
        self._moves: list[tuple[cst.CSTNode, cst.CSTNode]] = []
        self._tree: cst.Module | None = None
        self._scopes: Scopes | None = None
        self._names_bound: tuple[cst.Module | None, frozenset[str]] | None = None

    # Lines ------------------------------------------------------------------------------

    def locate(self, statements: Sequence[cst.BaseStatement], line: int) -> None:
        """Let *statements*, and those in their suites, stand at *line* of the source unless they stand elsewhere."""
        stack = list(statements)
        while stack:
            statement = stack.pop()
            if id(statement) not in self.lines:
                self.lines[id(statement)] = (statement, line)
                stack += statements_inside(statement)

    def stand_at(self, statements: Sequence[cst.BaseStatement], clause: cst.CSTNode) -> None:
        """Let what is in the suites of *statements* stand at the line of *clause*, as far as that is known.

        They themselves stand where the whole statement stood, whose temporaries live as long as its line goes on.
        """
        if entry := self.lines.get(id(clause)):
            for statement in statements:
                self.locate(statements_inside(statement), entry[1])

    def locate_part(self, statements: Sequence[cst.BaseStatement], line: int) -> None:
        """As `locate`; but *statements* go on being parts of what the statement at hand becomes.

        In the module itself they belong to its section; elsewhere they may get there, when what holds them dissolves.
        """
        section = self.section if self.origin is self.toplevel else self.line
        self.locate(statements, line)
        for statement in statements:
            self.sections[id(statement)] = (statement, section)

    def placed(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """*new* has the place of *old*: its line, and its section."""
        entry = self.lines.get(id(old))
        if entry is not None:
            self.lines[id(new)] = (new, entry[1])
        if (part := self.sections.get(id(old))) is not None:
            self.sections[id(new)] = (new, part[1])

    def moved(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """*new* stands where *old* stood."""
        self.placed(old, new)
        if id(old) in self.broken:
            self.broken.add(id(new))
        self.moved_scope(old, new)

    def section_of(self, statement: cst.CSTNode, default: int) -> int:
        """The section of a *statement* of the module: the line at which began what has become it and others."""
        entry = self.sections.get(id(statement)) or self.lines.get(id(statement))
        return entry[1] if entry is not None else default

    def split(self, statements: Sequence[cst.BaseStatement], old: cst.CSTNode) -> None:
        """The section at hand, or its part *old*, has become *statements*.

        Those with lines of their own are sections from now on.
        """
        here = self.lines.get(id(old), (None, 0))[1] if id(old) in self.sections else 0
        lines: set[int] = set()
        for statement in statements:
            if here and self.lines.get(id(statement), (None, here))[1] == here:
                self.sections.setdefault(id(statement), (statement, self.section))
            line = self.section_of(statement, self.section)
            if line != self.section:
                lines.add(line)
        if lines:  # names that they bring along are taken there, too
            taken = frozenset(self.used[self.section]).union(*self.shared[self.section])
            for line in (*lines, self.section):
                self.shared[line].append(taken)

    @property
    def indentation(self) -> str:
        """How far the statement at hand is indented in the source."""
        if not 0 < self.line <= len(self.source_lines):
            return ""
        line = self.source_lines[self.line - 1]
        return line[: len(line) - len(line.lstrip())]

    # Names ------------------------------------------------------------------------------

    def fresh(self, hint: str, nature: str | None = None) -> str:
        """A name like *hint* that the module doesn't use: ``_exit``, ``_exit_2``, ...

        *nature* is what a template says of it, see `mvpy.machine.quote`.
        """
        if f"_{hint}_".startswith(HOSTED):
            hint = f"of_{hint}"  # names like `_s_append` belong to constants
        while True:
            self.seen[self.section, hint] += 1
            n = self.seen[self.section, hint]
            name = f"_{hint}" if n == 1 else f"_{hint}_{n}"
            if name not in self.names and not self.takes(name) and not self.host.owns(name):
                self.used[self.section].add(name)
                self.temporaries.add(name)
                if nature in ("flag", "guard"):
                    self.flags.add(name)
                if nature == "guard":
                    self.guards.add(name)
                return name

    def flag(self, hint: str) -> cst.Name:
        """A fresh name for what holds 0 or 1, as a node."""
        return cst.Name(self.fresh(hint, "flag"))

    def takes(self, name: str) -> bool:
        """Is *name* taken in the section at hand?"""
        return name in self.used[self.section] or any(name in names for names in self.shared[self.section])

    def name(self, hint: str) -> cst.Name:
        """A fresh name, as a node."""
        return cst.Name(self.fresh(hint))

    def stored_name(self, name: str) -> str:
        """*name* as the compiler stores it where the rule is at work: normalised, and mangled in a class."""
        for block in reversed(self.blocks):
            if isinstance(block, cst.ClassDef):
                return mangled(name, self.real_names.get(block.name.value, block.name.value))
        return normal(name)

    def function_name(self, hint: str) -> cst.Name:
        """A fresh name for the function that stands for the lambda or comprehension at hand.

        In the module itself it will be hidden among the builtins, which modules share: so it tells what it is for.
        Where only some rewrites are at work, people will read it: then only a module that looks at names pays.
        """
        if not self.at_module_level or not self.is_core and not self.looks_at_names:
            return self.name(hint)
        name = self.name(f"{hint}_{digest(cst.Module([]).code_for_node(self.origin), 6)}")
        self.hidden.add(name.value)
        return name

    def put_away(self, function: cst.Name) -> cst.BaseExpression:
        """The new *function*; out of sight, if it is a global."""
        if function.value not in self.hidden:
            return function
        return cst.Call(self.helper("hidden"), [cst.Arg(function)])

    def helper(self, name: str) -> cst.Name:
        """The builtin or helper *name*, safe from rebinding."""
        return cst.Name(self.hosted(name))

    def expanded(self, node, part: type | None = None):
        """What becomes of *node*, though it is not its turn, when it or the parts of that kind in it go."""
        order = self.passes.order
        return self.expanded_by((order.remover(part) if part else order.remover_of(node)).name, node)

    def expanded_by(self, rewrite: str, node):
        """What *rewrite* makes of *node*, though it is not its turn."""
        for rule in self.passes.order.named(rewrite).rules[type(node)]:
            new = rule(node, self)
            if new is not None:
                return new
        return (node,) if isinstance(node, cst.BaseStatement) else (cst.SimpleStatementLine([node]),)

    def reworked(self, statements: tuple) -> tuple:
        """*statements*, which another rewrite has made out of turn, after the rules of the one at work."""
        self.locate(statements, self.line)
        return self.walk.reworked(self.walk.settled(statements))

    def stays(self, construct: str | type) -> bool:
        """May *construct*, by its name or its kind of node, be in the output?"""
        return self.passes.stays(construct)

    def is_gone(self, construct: str | type) -> bool:
        """Would a new *construct* stay, though it is to go, since its turn has come or is over?"""
        return self.passes.is_gone(construct, self.current_rewrite)

    def all_names(self, node: cst.CSTNode) -> set[str]:
        """Every identifier in *node*, attributes included."""
        found: set[str] = set()
        stack = [node]
        while stack:
            at = stack.pop()
            if at.__class__ is cst.Name:
                found.add(at.value)
            else:
                stack += nodes_inside(at)
        return found

    @property
    def in_function(self) -> bool:
        """Is the statement at hand in a function (not in the body of a class)?"""
        return (
            bool(self.functions) and self.functions[-1] is not None and self.functions[-1] not in self.bodies
        )

    def keeps_future(self, node: cst.ImportFrom) -> bool:
        """Must the import *node* stay, because the compiler reads it?"""
        return not self.is_core and imports_features(node)

    def future(self, feature: str) -> bool:
        """Does the module begin with `from __future__ import` of *feature*?"""
        return feature in self.futures

    @cached_property
    def imports_lazily(self) -> bool:
        """Are there lazy imports, so that reading a global may import?"""
        return has_node(self.parsed, (cst.LazyImport, cst.LazyImportFrom))

    @property
    def defers_annotations(self) -> bool:
        """Are annotations evaluated when somebody asks for them?"""
        return self.makes_annotate_functions and not self.future("annotations")

    @property
    def makes_annotate_functions(self) -> bool:
        """Does a function have an `__annotate__`, though it may only give texts?"""
        return self.target >= (3, 14) and not self.in_prelude

    @property
    def annotations_stay(self) -> bool:
        """Are annotations left to the host, so that nothing in them may be rewritten?"""
        return self.annotations_are_texts or self.defers_annotations and self.stays("deferred annotation")

    def annotate_function(self, hint: str = "annotate") -> cst.Name:
        """A fresh name for a function that evaluates annotations, or other things in annotation scopes."""
        name = self.name(hint)
        self.annotate_functions.add(name.value)
        return name

    def opens_class(self, node: cst.ClassDef) -> None:
        """The class *node* cannot stay: it is opened at the turn of classes."""
        self.annotated_classes.add(self.lines[id(node)][1])

    @property
    def annotations_are_texts(self) -> bool:
        """Are annotations never evaluated, and kept as they are written?"""
        return self.future("annotations") and self.stays("postponed annotation")

    def opened_string(self, node: cst.BaseExpression) -> cst.BaseExpression:
        """The formatted string or template *node*, put together from its parts."""
        self.origin = node
        (rule,) = self.passes.order.remover_of(node).rules[type(node)]
        return rule(node, self) or node

    # Scopes -----------------------------------------------------------------------------

    def see(self, tree: cst.Module) -> None:
        """From now on the module stands as *tree*; its scopes are looked at when a rule asks."""
        self._tree, self._scopes, self._moves = tree, None, []

    def moved_scope(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """*new* stands where *old* stood, and opens the scope that *old* opened."""
        if self._scopes is not None:
            self._scopes.moved(old, new)
        elif isinstance(new, (cst.FunctionDef, cst.ClassDef)):
            self._moves.append((old, new))

    @property
    def scope(self) -> Scope:
        """The scope of the function, class or module in whose body the rule is at work."""
        return self.scopes.of(self.blocks[-1]) if self.blocks else self.scopes.module

    @property
    def in_class_body(self) -> bool:
        """Is the rule at work in the body of a class that stays?"""
        return bool(self.blocks) and isinstance(self.blocks[-1], cst.ClassDef)

    def reads_definition(self) -> None:
        """The rule reads the name of the definition that it rewrites; the mapping of a class could notice that."""
        if self.in_class_body:
            self.read_again.add(self.lines[id(self.blocks[-1])][1])

    @property
    def scopes(self) -> Scopes:
        """The scopes of the module as the rewrite at work found it."""
        if self._scopes is None:
            self._scopes = analyse(self._tree)
            for old, new in self._moves:
                self._scopes.moved(old, new)
        return self._scopes

    @property
    def names_bound(self) -> frozenset[str]:
        """The names that some scope of the module binds, and what hides every builtin: a `from m import *`."""
        if self._names_bound is None or self._names_bound[0] is not self._tree:
            scopes = self.scopes.all
            bound = frozenset().union(*(scope.bound for scope in scopes))
            self._names_bound = (
                self._tree,
                bound | BUILTINS if any(s.star_import for s in scopes) else bound,
            )
        return self._names_bound[1]

    @cached_property
    def module_digest(self) -> str:
        """What tells this module from others: of its text, so that each run gives the same."""
        return digest(self.parsed.code, 6)

    @property
    def looks_at_names(self) -> bool:
        """Can the module see which names it has?"""
        return bool(self.names & LOOKING)

    @property
    def at_module_level(self) -> bool:
        """Does the lambda or comprehension at hand stand in the module itself, in nothing that has a scope?"""
        scope = self.scopes.find(self.origin)
        return scope is not None and scope.parent is not None and scope.parent.kind == "module"

    # Positions --------------------------------------------------------------------------

    def fired(self) -> None:
        """Record that the rewrite at work replaced something in the statement at hand."""
        rewrite = self.current_rewrite
        self.seen[-1, rewrite] += 1
        self.sites.append(Site(rewrite, self.line, self.seen[-1, rewrite]))

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """What fires meanwhile is no rewrite's doing, but the machine's."""
        before = len(self.sites)
        yield
        del self.sites[before:]


def imports_features(node: cst.ImportFrom) -> bool:
    """Is *node* `from __future__ import …`?"""
    return isinstance(node.module, cst.Name) and node.module.value == "__future__" and not node.relative


def futures_of(module: cst.Module) -> frozenset[str]:
    """The features that *module* imports from `__future__`."""
    found = set()
    for statement in module.body:
        if not isinstance(statement, cst.SimpleStatementLine):
            break
        for small in statement.body:
            if isinstance(small, cst.ImportFrom) and imports_features(small):
                found |= {alias.name.value for alias in small.names}
    return frozenset(found)
