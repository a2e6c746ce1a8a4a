"""What a rule may ask of the module that is being rewritten, and ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, TypeVar, overload

import libcst as cst

from mvpy.machine.lines import Lines
from mvpy.machine.names import Names
from mvpy.machine.passes import Passes
from mvpy.machine.place import Place
from mvpy.machine.program import Program
from mvpy.machine.scopes_at_hand import ScopesAtHand
from mvpy.tree.node_kinds import NodeKinds
from mvpy.tree.positions import lines_of
from mvpy.tree.suite import Statement, Statements

if TYPE_CHECKING:  # it knows this file
    from mvpy.machine.walk import Walk

T = TypeVar("T")


class Site(NamedTuple):
    """One firing of a rewrite: which, at which line of the source, its ordinal there."""

    rewrite: str
    line: int
    ordinal: int


class Note(Generic[T]):
    """What a rewrite remembers of a program: `NOTE.of(cx)`, made by *make* when first asked for."""

    def __init__(self, make: Callable[[], T]) -> None:
        self.make = make

    def of(self, cx: Context) -> T:
        """This note about the program of *cx*."""
        if self not in cx.notes:
            cx.notes[self] = self.make()
        noted: T = cx.notes[self]
        return noted


class Expanding(Protocol):
    """What makes an expression of an expression, and statements of a statement, or of some."""

    @overload
    def __call__(self, node: cst.BaseExpression, /) -> cst.BaseExpression: ...
    @overload
    def __call__(self, node: Statement | Statements, /) -> Statements: ...


class Context:
    """One program on its way: its *names*, its *scopes*, the *place* where the walk is, and the *lines* of statements.

    Besides, what does not change (*program*, *passes*), the *sites* that were rewritten, and the machine itself, which
    can expand a construct though it is not its turn.
    """

    def __init__(self, program: Program, passes: Passes) -> None:
        self.program, self.passes = program, passes
        self.target = program.target
        self.is_core = passes.is_core  # is the output to be the core?
        self.lets_go = self.exactly(
            "release", "namespace"
        )  # are temporaries deleted when they have been used?
        bodies: set[str] = set()
        self.place = Place(bodies)
        self.scopes = ScopesAtHand(self.place, program)
        plain = not (self.exactly("rebinding") and self.exactly("namespace"))
        self.names = Names(program, self.is_core, self.place, self.scopes, plain)
        self.names.bodies = bodies
        self.names.expect(program.bound_outside)
        self.names.hides = self.names.hosted.shared = self.exactly("namespace")
        self.lines = Lines(self.place)
        self.lines.known, self.lines.multiline = dict(program.lines[0]), set(program.lines[1])
        self.lines.source = lines_of(program.text)
        self.node_kinds = NodeKinds(program.node_kinds)
        self.current_rewrite = ""  # whose turn it is
        self.sites: list[Site] = []
        self.told: list[tuple[int, str, str]] = []  # what users should know: line, words, of which kind
        self.ordinals: Counter[str] = Counter()
        self.notes: dict[Note[Any], Any] = {}
        # What the walk at work can do for a rule; it enters itself.
        self.walk: Walk
        self.walks: list[Walk] = []  # all there were
        self.expand_early: Expanding
        self.settled: Expanding

    def let_go(self, *, of_program: bool = True) -> None:
        """Let go of the walks, which know this context and themselves, and of the scopes, when the output is made.

        Those of the program itself are kept if not *of_program*: somebody begins with it again.  Left so, they would keep
        all trees that the program has been until the collector of cycles comes; to look for them took 186 of 823 ms
        (argparse.py).
        """
        self.scopes.let_go()
        if of_program:
            self.program.let_go()
        for walk in self.walks:
            walk.visitors.clear()  # they find one another in it
            vars(walk).clear()
        vars(self).clear()

    def exactly(self, *kinds: str) -> bool:
        """Is the output to do what CPython does with respect to one of *kinds*, see `mvpy.machine.kinds`?"""
        return not self.program.kinds.isdisjoint(kinds)

    # Constructs -------------------------------------------------------------------------

    @property
    def library(self) -> tuple[int, int]:
        """The Python that reads the output, and whose library it finds: the target, or a host that is older."""
        host = self.passes.lowering.version if self.passes.lowering else None
        return min(self.target, host) if host else self.target

    def stays(self, construct: str | type) -> bool:
        """May *construct*, by its name or its kind of node, be in the output?"""
        return self.passes.stays(construct)

    def is_gone(self, construct: str | type) -> bool:
        """Would a new *construct* stay, though it is to go, since its turn has come or is over?"""
        return self.passes.is_gone(construct, self.current_rewrite)

    def is_newer(self, node: cst.CSTNode) -> bool:
        """Is *node* a form of what the rewrite at work takes that the host does not read?

        For rules of statements that share their lines; other rules are asked for such nodes only.
        """
        rewrite, lowering = self.passes.order.named(self.current_rewrite), self.passes.lowering
        return lowering is not None and any(
            form.is_at(node, rewrite.contract.removes) for form in lowering.newer(rewrite)
        )

    @property
    def annotations_are_texts(self) -> bool:
        """Are annotations never evaluated, and kept as they are written?"""
        return self.program.imports_future("annotations") and self.stays("postponed annotation")

    @property
    def annotations_stay(self) -> bool:
        """Are annotations left to the host, so that nothing in them may be rewritten?"""
        deferred = self.program.defers_annotations and self.stays("deferred annotation")
        return self.annotations_are_texts or deferred

    def expanded(self, node: Statement, construct: str | type | None = None) -> Statements:
        """What becomes of *node*, though it is not its turn, when it goes, or a *construct* that is a part of it."""
        order = self.passes.order
        return self.expanded_by(
            (order.remover(construct) if construct else order.remover_of(node)).name, node
        )

    @overload
    def expanded_by(self, rewrite: str, node: cst.BaseExpression) -> cst.BaseExpression: ...
    @overload
    def expanded_by(self, rewrite: str, node: Statement) -> Statements: ...

    def expanded_by(self, rewrite: str, node: Statement | cst.BaseExpression) -> Any:
        """What *rewrite* makes of *node*, though it is not its turn."""
        for rule in self.passes.order.named(rewrite).rules[type(node)]:
            new = rule(node, self)
            if new is not None:
                return new
        return (cst.SimpleStatementLine([node]),) if isinstance(node, cst.BaseSmallStatement) else (node,)

    def reworked(self, statements: Statements) -> Statements:
        """*statements*, which another rewrite has made out of turn, after the rules of the one at work."""
        self.lines.locate(statements, self.place.line)
        made: Statements = self.walk.reworked(self.walk.settled(statements))
        return made

    def opened_string(self, node: cst.BaseExpression) -> cst.BaseExpression:
        """The formatted string or template *node*, put together from its parts."""
        self.place.origin = node
        (rule,) = self.passes.order.remover_of(node).rules[type(node)]
        opened: cst.BaseExpression | None = rule(node, self)
        return opened or node

    # What changes -----------------------------------------------------------------------

    def moved(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """*new* stands where *old* stood."""
        self.lines.placed(old, new)
        if id(old) in self.lines.multiline:
            self.lines.multiline.add(id(new))
        self.scopes.moved(old, new)

    def split(self, statements: Sequence[cst.BaseStatement], old: cst.CSTNode) -> None:
        """The section at hand, or its part *old*, has become *statements*, and they may share their fresh names."""
        lines = self.lines.split(statements, old)
        if lines:  # names that they bring along are taken there, too
            section = self.place.section
            taken = frozenset(self.names.used[section]).union(*self.names.shared[section])
            for line in (*lines, section):
                self.names.shared[line].append(taken)

    def fired(self) -> None:
        """Record that the rewrite at work replaced something in the statement at hand."""
        rewrite = self.current_rewrite
        self.ordinals[rewrite] += 1
        self.sites.append(Site(rewrite, self.place.line, self.ordinals[rewrite]))

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """What fires meanwhile is no rewrite's doing, but the machine's."""
        before = len(self.sites)
        yield
        del self.sites[before:]
