"""Run the rewrites over a module, in order; judge the result; print it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import perf_counter

import libcst as cst

from mvpy.errors import InternalError, MVPyError
from mvpy.machine.context import Context, Site
from mvpy.machine.flattening import flattened, refuse_too_deep
from mvpy.machine.lifetimes import with_early_releases
from mvpy.machine.rewrite import Rewrite
from mvpy.machine.temporaries import hidden
from mvpy.machine.walk import Walk
from mvpy.output.judge import construct_name, first_violation
from mvpy.output.prelude_text import hosted_helper, prelude_text
from mvpy.reading.legality import jumps_in_finally
from mvpy.reading.program import read_program
from mvpy.rewrites.class_definition.bodies import with_all_names_shared
from mvpy.rewrites.class_definition.kept import lines_to_open, rules_for_classes, with_declared_names
from mvpy.rewrites.deferred_annotation.functions import with_own_helpers
from mvpy.rewrites.except_star.supplied import supply_groups
from mvpy.tree.positions import lines_of, source_lines, statement_lines
from mvpy.tree.suite import futures_first, introduction

VERSION = "0.1"
# What the level `readable` keeps.
READABLE = (
    "attribute", "subscription", "slicing", "binary_operation", "unary_operation", "comparison", "if_statement",
    "string_literal", "bytes_literal", "float_literal", "imaginary_literal", "negative_number", "constant_name",
    "tuple_display", "list_display", "set_display", "dict_display", "lambda_expression", "pass_statement",
    "parenthesized_expression", "delete_statement", "formatted_string", "docstring", "deep_nesting",
    "string_concatenation",
)  # fmt: skip


@dataclass
class Desugared:
    """What became of a program.  `source_map[i]` is the source line of output line i + 1, 0 where it has none.

    *warnings* are those of Python's compiler about the source, which does not see it: (line, words).
    """

    code: str
    sites: list[Site] = field(default_factory=list)
    source_map: list[int] = field(default_factory=list)
    changed: bool = False
    times: dict[str, float] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[int, str]] = field(default_factory=list)


def chosen(only: Sequence[str], keep: Sequence[str], until: str | None, level: str) -> tuple[str, ...]:
    """The rewrites that these options enable, in order."""
    from mvpy.rewrites import ORDER

    names = ORDER
    if only:
        names = tuple(name for name in names if name in only)
    if level == "readable":
        names = tuple(name for name in names if name not in READABLE)
    # Without the last, what the others make of deep programs could not be compiled.
    names = tuple(name for name in names if name not in keep or name == "deep_nesting")
    if until is not None:
        names = tuple(name for name in names if ORDER.index(name) <= ORDER.index(until))
    return names


def desugar_source(
    text: str,
    *,
    filename: str = "<string>",
    only: Sequence[str] = (),
    keep: Sequence[str] = (),
    until: str | None = None,
    level: str = "core",
    target: tuple[int, int] | None = None,
    steps: bool = False,
    check: bool = False,
) -> Desugared:
    """*text*, without the constructs whose rewrites are enabled.

    *check* runs every rewrite twice and fails if the second run finds something (for tests).
    Errors: SourceError for text that is not Python; InternalError where a rewrite failed.
    """
    from mvpy.reading.source import in_deep_thread

    names = chosen(only, keep, until, level)
    label = "" if only else label_of(keep, until, level)
    return in_deep_thread(
        _desugar, text, filename, names, label, target or sys.version_info[:2], steps, check
    )


def _desugar(text, filename, names, label, target, steps, check) -> Desugared:
    from mvpy.rewrites import ORDER

    started = perf_counter()
    times: dict[str, float] = {}
    parsed, warned = read_program(text, filename, target)
    full = set(names) >= set(ORDER)
    original = without_header(parsed) if full or label else parsed
    lines = statement_lines(parsed)
    if target >= (3, 14) > sys.version_info[:2]:
        warned = sorted(warned + jumps_in_finally(parsed, lines[0]))
    times["read"] = perf_counter() - started
    opened: frozenset[int] = frozenset()
    while True:
        tree, cx, shown = after_rewrites(
            original, text, lines, names, opened, filename, target, steps, check, times
        )
        more = set() if full else lines_to_open(tree, original, cx) - opened
        if not more:
            break
        opened |= more
    started = perf_counter()
    if "if_statement" in names:
        tree = flattened(tree, cx)
    if tree is not original:
        tree = with_early_releases(tree, cx)
    tree = with_own_helpers(tree, cx)
    refuse_too_deep(tree, cx, filename)
    supply_groups(original, cx, is_output(parsed))
    if full:
        tree = hidden(tree, cx)
        code, source_map = core_text(tree, cx, target, filename)
        if is_output(parsed) and HEADER.sub("", code, count=1) == HEADER.sub("", text, count=1):
            code = text  # which Python it was made for can't be changed any more
    elif tree is original:
        code, source_map = text, list(range(1, len(lines_of(text)) + 1))
    else:
        if label:
            tree = with_header(tree, header_line(label, target))
        tree = with_declared_names(tree, original, cx)
        tree = hidden(tree, cx) if cx.looks_at_names else with_all_names_shared(tree, cx)
        code, source_map = assembled(tree, text, cx, target)
    times["print"] = perf_counter() - started
    return Desugared(code, cx.sites, source_map, code != text, times, shown, warned)


def after_rewrites(  # fmt: skip
    original: cst.Module, text: str, lines, names: Sequence[str], opened: frozenset[int], filename: str, target, steps,
    check, times,
) -> tuple[cst.Module, Context, list[tuple[str, str]]]:
    """*original*, which was *text*, after the rewrites *names*.

    The classes at the lines *opened* are opened though they would stay.  *lines* is where its statements stand.
    """
    from mvpy.rewrites import ORDER

    cx = Context(original, target, frozenset(names), partial=set(names) < set(ORDER))
    known, cx.broken = lines[0], set(lines[1])
    cx.source_lines = lines_of(text)
    cx.lines = dict(known)
    shown = []
    tree = original
    for name in ORDER:
        started = perf_counter()
        before = tree
        if name not in names:
            if name == "class_definition":
                with cx.unrecorded():
                    for rule in rules_for_classes(original, opened, cx):
                        tree = rewritten(tree, name, cx, filename, rules={cst.ClassDef: [rule]})
            continue
        for first in OPENED_FIRST.get(name, ()):
            if first not in names:
                cx.only_async = name in ("coroutine", "await_expression")
                cx.only_constants = first == "set_display"
                tree = rewritten(tree, first, cx, filename, at_work=name)
                cx.only_async = cx.only_constants = False
        tree = rewritten(tree, name, cx, filename, check)
        times[name] = perf_counter() - started
        if steps and tree is not before:
            shown.append((name, assembled(tree, text, cx, target)[0]))
    return tree, cx, shown


# What cannot stay where another construct goes: comprehensions that await, in a coroutine function; `break` and
# `continue` in an `if` that becomes a loop; strings that are docstrings; sets of constants, which the compiler
# puts in an order of its own.
OPENED_FIRST = {
    "coroutine": ("comprehension", "generator_expression"),
    "await_expression": ("comprehension", "generator_expression"),
    "if_statement": ("continue_statement", "break_statement"),
    "string_literal": ("docstring", "set_display"),
    **dict.fromkeys(
        ("negative_number", "unary_operation", "binary_operation", "tuple_display", "bytes_literal", "float_literal",
         "imaginary_literal", "constant_name"),
        ("set_display",),
    ),
}  # fmt: skip


HEADER = re.compile(r"# mvpy [\d.]+, .+, for Python \d+\.\d+")


def label_of(keep: Sequence[str], until: str | None, level: str) -> str:
    """How far a program is desugared, for the first line of its output."""
    limits = [f"keep {' '.join(keep)}"] if keep else []
    limits += [f"until {until}"] if until else []
    return ", ".join([level, *limits] if level != "core" else limits or [level])


def header_line(label: str, target: tuple[int, int]) -> str:
    """The first line of an output that is not only a choice of rewrites."""
    return f"# mvpy {VERSION}, {label}, for Python {target[0]}.{target[1]}"


def without_header(tree: cst.Module) -> cst.Module:
    """*tree* without the first line that an earlier desugaring wrote."""
    for i, line in enumerate(tree.header):
        if line.comment and HEADER.fullmatch(line.comment.value):
            return tree.with_changes(header=[*tree.header[:i], *tree.header[i + 1 :]])
    return tree


DONE = re.compile(r"# mvpy [\d.]+, (core|readable), for Python \d+\.\d+")


def is_output(tree: cst.Module) -> bool:
    """Does *tree* begin with the line of an output in which no rewrite was left out?"""
    return any(line.comment and DONE.fullmatch(line.comment.value) for line in tree.header)


def with_header(tree: cst.Module, line: str) -> cst.Module:
    """*tree*, with the comment *line* first; after the shebang and the encoding declaration."""
    at = 0
    while at < min(2, len(tree.header)) and (comment := tree.header[at].comment):
        if not (at == 0 and comment.value.startswith("#!")) and not CODING.match(comment.value):
            break
        at += 1
    header = [*tree.header[:at], cst.EmptyLine(comment=cst.Comment(line)), *tree.header[at:]]
    return tree.with_changes(header=header)


CODING = re.compile(r"#.*?coding[:=][ \t]*[-\w.]+")


def rewritten(
    tree: cst.Module,
    name: str,
    cx: Context,
    filename: str,
    check: bool = False,
    at_work: str = "",
    rules: dict[type, list] | None = None,
) -> cst.Module:
    """*tree* after the rewrite *name*, or some *rules* of it; it may be at work for another, *at_work*."""
    cx.at_work = at_work or name
    cx.see(tree)
    walk = Walk(rules or Rewrite.named(name).rules, cx, name, skipping=True)
    try:
        new = walk.module(tree)
        if check:
            fired = walk.fired
            cx.see(new)
            walk.module(new)
            if walk.fired != fired:
                raise InternalError(name, filename, cx.line, "it left something to rewrite")
    except MVPyError:
        raise
    except Exception as error:
        raise InternalError(name, filename, cx.line) from error
    return new


# Runs the prelude, and forgets it.
CLOSING = cst.parse_module("""\
_prelude()
try:
    raise BaseException
except BaseException as _prelude:
    0
""")


def core_text(tree: cst.Module, cx: Context, target, filename: str) -> tuple[str, list[int]]:
    """The strict core of *tree* as text, with its source map; it is judged first."""
    from mvpy.output.printer import print_core_with_lines

    if found := first_violation(tree):
        node, construct = found
        raise InternalError(
            "core", filename, line_of(node, tree, cx), f"{construct} ({construct_name(node)}) is left"
        )
    header = header_line("core", target)
    opening = ""
    prelude = prelude_text(cx.host, target)
    if not prelude:
        tree = with_header(tree, header)
    else:
        opening = f"{header}\n\n\n{prelude}"
        tree = tree.with_changes(body=(*CLOSING.body, *tree.body))
    body, nodes = print_core_with_lines(tree)
    shebang, body = split_first_lines(body) if prelude else ("", body)
    blank = len(body) - len(body.lstrip("\n")) if prelude else 0
    code = shebang + opening + body[blank:]
    offset = (shebang + opening).count("\n")
    first = shebang.count("\n") + blank
    mapping = [0] * offset
    last = 0
    for node in nodes[first:]:
        entry = cx.lines.get(id(node)) if node is not None else None
        last = entry[1] if entry else last
        mapping.append(last)
    return code, mapping


def split_first_lines(body: str) -> tuple[str, str]:
    """The shebang and the encoding declaration of *body*, which must stay its first lines, and the rest."""
    at, n = 0, 0
    for n in range(2):
        line = body[at : body.find("\n", at) + 1]
        if not (n == 0 and line.startswith("#!")) and not CODING.match(line):
            break
        at += len(line)
    return body[:at], body[at:]


def line_of(node, tree: cst.Module, cx: Context) -> int:
    """The line of the source of the statement that holds *node*."""
    best = 0
    stack = [(statement, 0) for statement in tree.body]
    while stack:
        at, line = stack.pop()
        line = cx.lines.get(id(at), (None, line))[1]
        if at is node:
            return line
        stack.extend((child, line) for child in at.children)
    return best


def assembled(tree: cst.Module, source: str, cx: Context, target) -> tuple[str, list[int]]:
    """*tree*, which is ordinary Python, as text with the prelude that it needs, and its source map."""
    tree = tree.with_changes(body=futures_first(tree.body))
    code = tree.code
    origins = source_lines(tree, code, source, cx.lines)
    prelude = prelude_text(cx.host, target)
    if not prelude:
        return code, origins
    prelude += CLOSING.code
    at = introduction(tree.body)
    rest = tree.with_changes(header=(), body=tree.body[at:]).code
    first = code.removesuffix(rest)
    before = first.count("\n")
    return first + prelude + rest, [*origins[:before], *[0] * prelude.count("\n"), *origins[before:]]


def core_of_helper(
    definition: cst.FunctionDef, imported, target
) -> tuple[str, tuple[tuple[str, object], ...]]:
    """The core text of a helper of the prelude, and the hosted names that it uses.

    *imported* says what the imports of its file bind.  In the helper every free name is one: a builtin, an
    imported name or another helper; they become hosted names before the first rewrite.
    """
    from mvpy.helpers.hosted_names import HELPERS
    from mvpy.output.prelude_names import with_hosted_names
    from mvpy.rewrites import ORDER

    tree = cst.Module([definition])
    cx = Context(tree, target, frozenset(ORDER), partial=False)
    cx.in_prelude = True

    def hosted(name: str) -> str:
        helper = hosted_helper(imported[name]) if name in imported else name
        return cx.hosted(helper)

    tree = with_hosted_names(tree, hosted, HELPERS)
    cx.lines, cx.broken = statement_lines(tree)
    cx.names = cx.names - set(cx.host.used)
    for name in ORDER:
        tree = rewritten(tree, name, cx, f"prelude/{definition.name.value}.py")
    if found := first_violation(tree):
        raise InternalError(
            "core", f"prelude/{definition.name.value}.py", 0, construct_name(found[0]) + " is left"
        )
    return inside_a_function(tree.body), tuple(cx.host.used.items())


def inside_a_function(body) -> str:
    """The text of core statements, as the prelude will have them: the width of lines depends on it."""
    from mvpy.output.printer import print_core

    nested = print_core(cst.Module([OUTER.with_changes(body=cst.IndentedBlock(body))]))
    return "\n".join(line[4:] for line in nested.split("\n")[1:])


OUTER = cst.parse_statement("def outer():\n    0\n")
