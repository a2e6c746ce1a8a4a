"""The names of one module: those of the program, and ours, which it does not use."""

from __future__ import annotations

from collections import Counter, defaultdict

import libcst as cst

from mvpy.helpers.constants import digest
from mvpy.helpers.hosted_names import HOSTED, Hosted
from mvpy.machine.place import Place
from mvpy.machine.program import Program
from mvpy.machine.scopes_at_hand import ScopesAtHand
from mvpy.scopes.analysis import Scope, mangled, normal
from mvpy.scopes.plain_classes import looked_up
from mvpy.tree import quick

# With one of these a module can see which names it has.
NAMESPACE_READERS = frozenset({"globals", "locals", "vars", "dir", "__dict__", "eval", "exec"})


class Names:
    """What may be called what.

    of_program  every identifier of the module, attributes included
    hosted      the builtins and helpers that the output uses
    temporaries the fresh names; *flags* are those that hold 0 or 1, *guards* those of them that let a suite run once
    hidden      our functions that would be globals, and wait among the builtins
    kept        our globals that stand for variables of comprehensions
    real        what a definition is called whose name is mangled: mangled name -> name
    bodies      our functions that stand for the bodies of classes; *makers* are the functions that make those
    filling     our functions that fill the namespaces of classes: each is called once where it stands
    annotating  our functions that evaluate annotations
    scopes      our functions that stand for annotation scopes
    """

    def __init__(self, program: Program, is_core: bool, place: Place, scopes: ScopesAtHand, plain: bool = False) -> None:  # fmt: skip
        self.is_core, self.place, self.at_hand = is_core, place, scopes
        self.of_program = set(program.names)
        self.hosted = Hosted(self.of_program, partial=not is_core)
        self.temporaries: set[str] = set()
        self.flags: set[str] = set()
        self.guards: set[str] = set()
        self.hides = True  # are functions of ours kept out of sight?
        self.hidden: set[str] = set()
        self.kept: set[str] = set()
        self.real: dict[str, str] = {}
        self.bodies: set[str] = set()
        self.makers: set[str] = set()
        self.filling: set[str] = set()
        self.annotating: set[str] = set()
        self.scopes: set[str] = set()
        self.counts: Counter[tuple[int, str]] = Counter()  # of fresh names, by section and hint
        self.used: defaultdict[int, set[str]] = defaultdict(set)  # fresh names, by section
        self.shared: defaultdict[int, list[frozenset[str]]] = defaultdict(list)  # names of other sections
        self.read_in_classes: frozenset[str] = frozenset()  # by the source, in the bodies of classes
        if not is_core or plain:
            known = program.scopes
            self.look_at(known.all)
            self.hosted.looked_up = looked_up(known)

    def expect(self, outside: frozenset[str]) -> None:
        """Stay away from the names that are bound from *outside*."""
        self.of_program |= outside
        self.hosted.outside = outside

    def look_at(self, scopes: list[Scope]) -> None:
        """Find out which builtins can be called by their own names among *scopes*."""
        self.hosted.bound = frozenset().union(*(scope.bound for scope in scopes))
        self.hosted.star = any(scope.star_import for scope in scopes)
        self.read_in_classes = frozenset().union(*(s.reads for s in scopes if s.kind == "class"))

    # Fresh names ------------------------------------------------------------------------

    def fresh(self, hint: str, nature: str | None = None) -> str:
        """A name like *hint* that the module doesn't use: ``_exit``, ``_exit_2``, ...

        *nature* is what a template says of it, see `mvpy.machine.quote`.
        """
        if f"_{hint}_".startswith(HOSTED):
            hint = f"of_{hint}"  # names like `_s_append` belong to constants
        section = self.place.section
        while True:
            self.counts[section, hint] += 1
            n = self.counts[section, hint]
            name = f"_{hint}" if n == 1 else f"_{hint}_{n}"
            if name not in self.of_program and not self.takes(name) and not self.hosted.owns(name):
                self.used[section].add(name)
                self.temporaries.add(name)
                if nature in ("flag", "guard"):
                    self.flags.add(name)
                if nature == "guard":
                    self.guards.add(name)
                return name

    def takes(self, name: str) -> bool:
        """Is *name* taken in the section at hand?"""
        section = self.place.section
        return name in self.used[section] or any(name in names for names in self.shared[section])

    def new(self, hint: str) -> cst.Name:
        """A fresh name, as a node."""
        return quick.Name(self.fresh(hint))

    def flag(self, hint: str) -> cst.Name:
        """A fresh name for what holds 0 or 1, as a node."""
        return quick.Name(self.fresh(hint, "flag"))

    def helper(self, name: str) -> cst.Name:
        """The builtin or helper *name*, safe from rebinding."""
        return quick.Name(self.hosted.name(name))

    # Names of functions -----------------------------------------------------------------

    def function(self, hint: str) -> cst.Name:
        """A fresh name for the function that stands for the lambda or comprehension at hand.

        In the module itself it will be hidden among the builtins, which modules share: so it tells what it is for.
        Where constructs stay, people will read it: then only a module that looks at names pays.
        """
        shown = not self.hides or not self.is_core and not self.are_looked_at
        if shown or not self.at_hand.in_module_itself:
            return self.new(hint)
        name = self.new(f"{hint}_{digest(cst.Module([]).code_for_node(self.place.origin), 6)}")
        self.hidden.add(name.value)
        return name

    def annotate_function(self, hint: str = "annotate") -> cst.Name:
        """A fresh name for a function that evaluates annotations, or other things in annotation scopes."""
        name = self.new(hint)
        self.annotating.add(name.value)
        return name

    # Names of the program ---------------------------------------------------------------

    @property
    def are_looked_at(self) -> bool:
        """Can the module see which names it has?"""
        return bool(self.of_program & NAMESPACE_READERS)

    def stored(self, name: str) -> str:
        """*name* as the compiler stores it where the rule is at work: normalised, and mangled in a class."""
        for block in reversed(self.place.blocks):
            if isinstance(block, cst.ClassDef):
                return mangled(name, self.real.get(block.name.value, block.name.value))
        return normal(name)
