"""EVALUATION: in which order Python evaluates the parts of each construct.

For every kind of node that holds expressions, two functions: `parts(node)` gives the expressions that are
evaluated whenever the construct is, in the order of evaluation, and `rebuild(node, parts)` puts others in
their place.  Expressions that may not be evaluated at all (a branch), or more than once (a loop), or in
another scope (a lambda), are not parts.

Source: The Python Language Reference, 6.16 Evaluation order; 7 and 8 for the statements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from mvpy.tree.spacing import maker_of


def bare(node: cst.BaseExpression) -> cst.BaseExpression:
    """*node* without parentheses that nothing needs."""
    return maker_of(node, lpar=(), rpar=()) if isinstance(node, cst.Name) and node.lpar else node


Parts = Callable[[cst.CSTNode], list]
Rebuild = Callable[[cst.CSTNode, Sequence], cst.CSTNode]

EVALUATION: dict[type, tuple[Parts, Rebuild]] = {}


def evaluates(*kinds: type):
    """Enter a class with the static functions `parts` and `rebuild` for these kinds of node."""

    def enter(table):
        for kind in kinds:
            EVALUATION[kind] = (table.parts, table.rebuild)
        return table

    return enter


def fields(kind: type, *names: str) -> None:
    """Enter a kind of node whose parts are plain fields, None where they are missing."""

    def parts(node):
        return [value for name in names if isinstance(value := getattr(node, name), cst.BaseExpression)]

    def rebuild(node, new):
        rest = iter(new)
        changes = {n: next(rest) for n in names if isinstance(getattr(node, n), cst.BaseExpression)}
        return maker_of(node, **changes)

    EVALUATION[kind] = (parts, rebuild)


fields(cst.Attribute, "value")
fields(cst.BinaryOperation, "left", "right")
fields(cst.UnaryOperation, "expression")
fields(cst.Await, "expression")
fields(cst.NamedExpr, "value")
fields(cst.Expr, "value")
fields(cst.Return, "value")
fields(cst.If, "test")
fields(cst.For, "iter")
fields(cst.Match, "subject")
fields(cst.AugAssign, "value")


@evaluates(cst.Yield)
class _Yield:
    @staticmethod
    def parts(node):
        value = node.value
        return [value.item] if isinstance(value, cst.From) else [value] if value is not None else []

    @staticmethod
    def rebuild(node, new):
        (value,) = new
        if isinstance(node.value, cst.From):
            value = maker_of(node.value, item=value)
        return maker_of(node, value=value)


@evaluates(cst.Call)
class _Call:
    """The callee; then positional and `*` arguments; then keyword and `**` arguments, each in their order."""

    @staticmethod
    def order(args):
        first = [i for i, arg in enumerate(args) if arg.keyword is None and arg.star != "**"]
        return first + [i for i, arg in enumerate(args) if arg.keyword is not None or arg.star == "**"]

    @staticmethod
    def parts(node):
        return [node.func, *(node.args[i].value for i in _Call.order(node.args))]

    @staticmethod
    def rebuild(node, new):
        func, *values = new
        args = list(node.args)
        for i, value in zip(_Call.order(args), values):
            if value is not args[i].value:
                args[i] = maker_of(args[i], value=bare(value))
        return maker_of(node, func=func, args=args)


@evaluates(cst.Tuple, cst.List, cst.Set)
class _Display:
    @staticmethod
    def parts(node):
        return [element.value for element in node.elements]

    @staticmethod
    def rebuild(node, new):
        return maker_of(node, elements=[maker_of(e, value=v) for e, v in zip(node.elements, new)])


@evaluates(cst.Dict)
class _Dict:
    @staticmethod
    def parts(node):
        return [
            part for e in node.elements for part in ([e.key, e.value] if hasattr(e, "key") else [e.value])
        ]

    @staticmethod
    def rebuild(node, new):
        rest = iter(new)
        return maker_of(node, elements=[
            maker_of(e, key=next(rest), value=next(rest)) if hasattr(e, "key") else maker_of(e, value=next(rest))
            for e in node.elements
        ])  # fmt: skip


@evaluates(cst.ListComp, cst.SetComp, cst.DictComp, cst.StarredDictComp, cst.GeneratorExp)
class _Comprehension:
    """The first iterable; the rest is evaluated in the comprehension, as often as it takes."""

    @staticmethod
    def parts(node):
        return [node.for_in.iter]

    @staticmethod
    def rebuild(node, new):
        return node.with_changes(for_in=node.for_in.with_changes(iter=new[0]))


@evaluates(cst.Subscript)
class _Subscript:
    @staticmethod
    def parts(node):
        out = [node.value]
        for element in node.slice:
            index = element.slice
            bounds = [index.value] if isinstance(index, cst.Index) else [index.lower, index.upper, index.step]
            out += [part for part in bounds if part is not None]
        return out

    @staticmethod
    def rebuild(node, new):
        value, *rest = new
        rest = iter(rest)
        elements = []
        for element in node.slice:
            index = element.slice
            names = ["value"] if isinstance(index, cst.Index) else ["lower", "upper", "step"]
            changes = {n: next(rest) for n in names if getattr(index, n) is not None}
            elements.append(maker_of(element, slice=maker_of(index, **changes)))
        return maker_of(node, value=value, slice=elements)


@evaluates(cst.Comparison)
class _Comparison:
    """One comparison; a chain is opened (`and` makes its later operands branches)."""

    @staticmethod
    def parts(node):
        return [node.left, node.comparisons[0].comparator]

    @staticmethod
    def rebuild(node, new):
        left, right = new
        first, *rest = node.comparisons
        return maker_of(node, left=left, comparisons=[maker_of(first, comparator=right), *rest])


@evaluates(cst.Raise)
class _Raise:
    @staticmethod
    def parts(node):
        return [part for part in (node.exc, node.cause and node.cause.item) if part is not None]

    @staticmethod
    def rebuild(node, new):
        exc, *cause = new
        return maker_of(node, exc=exc, cause=maker_of(node.cause, item=cause[0]) if cause else node.cause)


def target_parts(target) -> list:
    """The expressions inside a target that is not unpacked: the object, the index."""
    if isinstance(target, (cst.Attribute, cst.Subscript)):
        return EVALUATION[type(target)][0](target)
    return []


def rebuilt_target(target, new):
    return EVALUATION[type(target)][1](target, new) if new else target


@evaluates(cst.Assign)
class _Assign:
    """The value, then what the one target needs: chains and unpacking are opened."""

    @staticmethod
    def parts(node):
        return [node.value, *target_parts(node.targets[0].target)]

    @staticmethod
    def rebuild(node, new):
        value, *rest = new
        first, *others = node.targets
        target = rebuilt_target(first.target, rest)
        return maker_of(node, value=bare(value), targets=[maker_of(first, target=target), *others])


@evaluates(cst.AnnAssign)
class _AnnAssign:
    """The value, then what the target needs; the annotation comes after the assignment."""

    @staticmethod
    def parts(node):
        return [*([node.value] if node.value is not None else ()), *target_parts(node.target)]

    @staticmethod
    def rebuild(node, new):
        value, rest = (new[0], new[1:]) if node.value is not None else (None, new)
        return node.with_changes(value=value and bare(value), target=rebuilt_target(node.target, rest))


@evaluates(cst.Del)
class _Del:
    @staticmethod
    def parts(node):
        return target_parts(node.target)

    @staticmethod
    def rebuild(node, new):
        return maker_of(node, target=rebuilt_target(node.target, new))


@evaluates(cst.With)
class _With:
    """The first manager; the later ones are evaluated when it has been entered."""

    @staticmethod
    def parts(node):
        return [node.items[0].item]

    @staticmethod
    def rebuild(node, new):
        first, *rest = node.items
        return maker_of(node, items=[maker_of(first, item=new[0]), *rest])


def defaults(params: cst.Parameters) -> list:
    """The defaults of *params*, in the order of evaluation."""
    groups = (params.posonly_params, params.params, params.kwonly_params)
    return [param.default for group in groups for param in group if param.default is not None]


def with_defaults(params: cst.Parameters, new) -> cst.Parameters:
    """*params* with the defaults that the iterator *new* gives."""
    for name in ("posonly_params", "params", "kwonly_params"):
        group = [
            maker_of(p, default=next(new)) if p.default is not None else p for p in getattr(params, name)
        ]
        params = maker_of(params, **{name: group})
    return params


@evaluates(cst.Lambda)
class _Lambda:
    """Its defaults."""

    @staticmethod
    def parts(node):
        return defaults(node.params)

    @staticmethod
    def rebuild(node, new):
        return maker_of(node, params=with_defaults(node.params, iter(new)))


@evaluates(cst.FunctionDef)
class _FunctionDef:
    """Decorators, defaults, keyword-only defaults, annotations."""

    @staticmethod
    def parts(node):
        return [*(decorator.decorator for decorator in node.decorators), *defaults(node.params)]

    @staticmethod
    def rebuild(node, new):
        rest = iter(new)
        decorators = [maker_of(d, decorator=next(rest)) for d in node.decorators]
        return maker_of(node, decorators=decorators, params=with_defaults(node.params, rest))


@evaluates(cst.ClassDef)
class _ClassDef:
    @staticmethod
    def parts(node):
        return [
            *(d.decorator for d in node.decorators),
            *(arg.value for arg in (*node.bases, *node.keywords)),
        ]

    @staticmethod
    def rebuild(node, new):
        rest = iter(new)
        decorators = [maker_of(d, decorator=next(rest)) for d in node.decorators]
        bases = [maker_of(arg, value=next(rest)) for arg in node.bases]
        keywords = [maker_of(arg, value=next(rest)) for arg in node.keywords]
        return maker_of(node, decorators=decorators, bases=bases, keywords=keywords)
