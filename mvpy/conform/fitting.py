"""A lowering that fits an interpreter: it breaks no program that is right there, and repairs as many others as it can.

    fitted(programs, lowering)      the lowering, with other forms

It begins with what single runs have shown, see `mvpy.conform.wrong_forms`, lowers all programs, and runs them.  Where
one is wrong, constructs go in more forms, or stay in some, or everywhere.  Of all such changes that make it right, that
is made after which the most programs are; which change does so is measured, not guessed.  A program that was right is
wrong in the end in no case, if that costs others their repair; a program is repaired only if nothing breaks for it.
At last, what touches much and repairs little stays: all strings need not go for one in which there is a NUL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mvpy.conform.lowered_programs import Lowered, Lowerings, Program
from mvpy.conform.minimal import minimal
from mvpy.machine.lowering import Lowering
from mvpy.rewrites import ORDER

Say = Callable[[str], None]
DEAR = 60  # lines that may be touched, in all programs, so that one more is right


def fitted(
    programs: Mapping[str, Program], lowering: Lowering, jobs: int = 1, say: Say = lambda words: None
) -> Lowering:
    """*lowering*, so that it fits the interpreter on which the *programs* were run, so many at once; *say* hears how."""
    fitting = Fitting(Lowerings(programs, jobs), lowering, say)
    fitting.lowered = fitting.lowerings.of(programs, lowering)
    say(fitting.in_words("lowered"))
    while broken := fitting.broken(fitting.lowered):
        fitting.mend(broken[0])
    for name in sorted(name for name in programs if not fitting.lowered[name].is_right):
        fitting.repair(name)
    for construct in fitting.lowering.constructs:
        fitting.spare(construct)
    return fitting.lowering


@dataclass(frozen=True)
class Change:
    """A *lowering* in place of the present one, and what it makes of the programs that it *lowered* anew."""

    lowering: Lowering
    lowered: Mapping[str, Lowered]


@dataclass
class Fitting:
    """The *lowering* so far, and what it makes of each program."""

    lowerings: Lowerings
    lowering: Lowering
    say: Say
    lowered: dict[str, Lowered] = field(default_factory=dict)
    common: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        # How many programs that are right have a site of a construct with a word.
        for program in self.lowerings.programs.values():
            if program.result.is_right:
                self.common.update({(site.rewrite, word) for site in program.sites for word in site.shape})

    def was_right(self, name: str) -> bool:
        """Is the program *name* right as it is?"""
        return self.lowerings.programs[name].result.is_right

    def broken(self, lowered: Mapping[str, Lowered]) -> list[str]:
        """The programs that are right as they are, and not as they are *lowered*."""
        return sorted(name for name, one in lowered.items() if not one.is_right and self.was_right(name))

    def mend(self, name: str) -> None:
        """Make the program *name*, which was right as it is, right again."""
        stay = {construct for construct, forms in self.lowering.kept.items() if not forms}
        self.make(max([*self.widened(name, stay), *self.narrowed(name)], key=self.worth), name)

    def repair(self, name: str) -> None:
        """Make the program *name* right, if nothing breaks for that."""
        changes = [change for change in self.widened(name, ()) if self.is_without_harm(change)]
        if changes:
            self.make(max(changes, key=self.worth), name)

    def spare(self, construct: str) -> None:
        """Let *construct*, which goes everywhere, stay where that is worth more than what it repairs."""
        at_work = [name for name, one in self.lowered.items() if construct in one.at_work]
        stays = self.lowering.without((construct,))
        lines = sum(self.lowered[name].lines - self.lowerings.programs[name].lines(stays) for name in at_work)
        if lines <= DEAR:
            return
        kept = Change(stays, self.lowerings.of(at_work, stays))
        lost = [
            name for name, one in kept.lowered.items() if self.lowered[name].is_right and not one.is_right
        ]
        programs = [self.lowerings.programs[name] for name in lost]
        words = {word for program in programs for word in self.rarest(construct, program)}
        narrower = self.lowering.with_forms(construct, words)
        narrower = replace(narrower, constructs=stays.constructs)
        changes = [kept, *([Change(narrower, self.lowerings.of(at_work, narrower))] if words else [])]
        changes = [change for change in changes if not self.broken(change.lowered) and self.pays(change)]
        if changes:
            self.make(max(changes, key=self.price), construct)

    def price(self, change: Change) -> int:
        """What *change* is worth, in lines."""
        more, less_touched = self.worth(change)
        return DEAR * more + less_touched

    def pays(self, change: Change) -> bool:
        """Is *change* for the better, at that price?"""
        return self.price(change) > 0

    def worth(self, change: Change) -> tuple[int, int]:
        """How many programs more are right after *change*, and how many lines less are touched."""
        now = [(one, self.lowered[name]) for name, one in change.lowered.items()]
        more = sum(one.is_right - before.is_right for one, before in now)
        return more, sum(before.lines - one.lines for one, before in now)

    def is_without_harm(self, change: Change) -> bool:
        """Does *change* break no program, and does it touch little for what it repairs?"""
        more, less_touched = self.worth(change)
        return more > 0 and -less_touched <= DEAR * more and not self.broken(change.lowered)

    def make(self, change: Change, name: str) -> None:
        """Make *change*, for the program *name*."""
        self.say(f"{name}: {difference(self.lowering, change.lowering)}")
        self.lowering = change.lowering
        self.lowered.update(change.lowered)
        self.say(self.in_words("then"))

    def in_words(self, when: str) -> str:
        """What has come out, in words."""
        repaired = sum(one.is_right and not self.was_right(name) for name, one in self.lowered.items())
        return f"{when}: {len(self.broken(self.lowered))} broken, {repaired} repaired"

    def change(
        self, name: str, lowering: Lowering, constructs: Collection[str], widens: bool
    ) -> Iterator[Change]:
        """The change to *lowering*, of *constructs* in more forms or in fewer, if it makes the program *name* right."""
        if self.lowerings.programs[name].lowered(lowering).is_right:
            concerned = {
                other
                for other, one in self.lowered.items()
                if not one.at_work.isdisjoint(constructs)
                or widens
                and any(site.rewrite in constructs for site in self.lowerings.programs[other].sites)
            }
            yield Change(lowering, self.lowerings.of(concerned | {name}, lowering))

    # more goes

    def widened(self, name: str, stay: Collection[str]) -> Iterator[Change]:
        """The changes that let constructs go in more forms, none of those that *stay*, so that the program *name* is right.

        Each alone; or the fewest together, where none alone makes it right.
        """
        program = self.lowerings.programs[name]
        forms = {
            construct: self.rarest(construct, program)
            for construct in sorted(
                {site.rewrite for site in program.sites} - {*self.lowering.constructs, *stay}
            )
        }

        def repair(constructs: Collection[str]) -> bool:
            wider = self.wider({construct: forms[construct] for construct in constructs})
            return program.lowered(wider).is_right

        alone = [(construct,) for construct in forms if repair((construct,))]
        together = [minimal(list(forms), repair)] if not alone and forms and repair(forms) else []
        for constructs in [*alone, *together]:
            fewest = self.fewest({construct: forms[construct] for construct in constructs}, program)
            yield from self.change(name, self.wider(fewest), constructs, True)

    def wider(self, forms: Mapping[str, Sequence[str]]) -> Lowering:
        """The lowering in which constructs go in these *forms*, too."""
        lowering = self.lowering
        for construct, words in forms.items():
            lowering = lowering.with_forms(construct, words)
        return lowering

    def fewest(self, forms: Mapping[str, Sequence[str]], program: Program) -> Mapping[str, Sequence[str]]:
        """The fewest of the *forms* of each construct with which *program* is right as it is with all."""
        fewest = dict(forms)
        for construct, words in forms.items():

            def repair(some: Sequence[str], construct: str = construct) -> bool:
                return program.lowered(self.wider({**fewest, construct: some})).is_right

            fewest[construct] = minimal(words, repair)
        # Of one that need not go, nothing may be said: a profile that names no forms means all of them.
        return {construct: words for construct, words in fewest.items() if words}

    def rarest(self, construct: str, program: Program) -> tuple[str, ...]:
        """Of each site of *construct* in *program* the word that the fewest right programs have; the rarest first."""
        sites = [site.shape for site in program.sites if site.rewrite == construct and site.shape]
        found = {min(sorted(shape), key=lambda word: self.common[construct, word]) for shape in sites}
        return tuple(sorted(found, key=lambda word: (self.common[construct, word], word)))

    # less goes

    def narrowed(self, name: str) -> Iterator[Change]:
        """The changes that let a construct stay in some forms, or everywhere, so that the program *name* is right."""
        program = self.lowerings.programs[name]
        at_work = sorted(self.lowered[name].at_work & set(self.lowering.names))
        alone = [one for one in at_work if program.lowered(self.lowering.without((one,))).is_right]
        for construct in alone:
            for lowering in (self.kept_in_some(construct, program), self.lowering.without((construct,))):
                if lowering is not None:
                    yield from self.change(name, lowering, (construct,), False)
        if not alone:
            # Those that repair most are the first of which it is tried whether they can go.
            yield self.kept_together(name, sorted(at_work, key=lambda one: -len(self.repaired_with(one))))

    def kept_together(self, name: str, at_work: Sequence[str]) -> Change:
        """The change that lets the fewest constructs stay without which, all together, the program *name* is right."""
        program = self.lowerings.programs[name]
        fewest = minimal(at_work, lambda some: program.lowered(self.lowering.without(some)).is_right)
        lowering = self.lowering.without(fewest)
        concerned = [other for other, one in self.lowered.items() if one.at_work & set(fewest)]
        return Change(lowering, self.lowerings.of(concerned, lowering))

    def kept_in_some(self, construct: str, program: Program) -> Lowering | None:
        """The lowering that keeps *construct* in those forms in *program* that no repaired one has; None without any."""
        needed = set[str]().union(
            *(shape for one in self.repaired_with(construct) for shape in self.shapes(construct, one))
        )
        own = [shape - needed for shape in self.shapes(construct, program)]
        if not needed or not own or not all(own):
            return None
        return self.lowering.with_kept(construct, sorted(set[str]().union(*own)))

    def repaired_with(self, construct: str) -> list[Program]:
        """The programs that are repaired with the rewrite of *construct* at work."""
        return [
            self.lowerings.programs[name]
            for name, one in self.lowered.items()
            if one.is_right and not self.was_right(name) and construct in one.at_work
        ]

    def shapes(self, construct: str, program: Program) -> list[frozenset[str]]:
        """The shapes of those sites in *program* at which the rewrite of *construct* may be at work."""
        return [
            site.shape
            for site in program.sites
            if site.rewrite == construct and self.lowering.is_wrong(construct, site.shape, True)
        ]


def difference(old: Lowering, new: Lowering) -> str:
    """What goes with *new* and not with *old*, and what stays, in words."""
    words = []
    for construct in ORDER:
        more = set(new.forms.get(construct, ())) - set(old.forms.get(construct, ()))
        kept = set(new.kept.get(construct, ())) - set(old.kept.get(construct, ()))
        words += [f"{construct} goes in {sorted(more)}"] if more else []
        words += [f"{construct} stays in {sorted(kept)}"] if kept else []
        words += [f"{construct} stays"] if construct in old.names and construct not in new.names else []
    return ", ".join(words)
