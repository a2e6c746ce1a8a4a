"""How the compiler writes a lambda."""

from __future__ import annotations

import libcst as cst

from mvpy.rewrites.postponed_annotation.spelling import Level, identifier, in_parentheses_if, text


def function(node: cst.Lambda, place: Level) -> str:
    """A lambda; CPython has no space after the word where no parameter is positional."""
    parameters = node.params
    positional = parameters.posonly_params or parameters.params
    signature = ("lambda " if positional else "lambda") + parameters_text(parameters)
    return in_parentheses_if(place > Level.TEST, f"{signature}: {text(node.body, Level.TEST)}")


def parameters_text(parameters: cst.Parameters) -> str:
    """The parameters of a lambda, with the markers `/` and `*`."""
    positional_only = [parameter(each) for each in parameters.posonly_params]
    parts = [*positional_only, "/"] if positional_only else []
    parts += [parameter(each) for each in parameters.params]
    if isinstance(parameters.star_arg, cst.Param):
        parts.append("*" + parameter(parameters.star_arg))
    elif parameters.kwonly_params:
        parts.append("*")
    parts += [parameter(each) for each in parameters.kwonly_params]
    if parameters.star_kwarg:
        parts.append("**" + parameter(parameters.star_kwarg))
    return ", ".join(parts)


def parameter(node: cst.Param) -> str:
    default = f"={text(node.default, Level.TEST)}" if node.default else ""
    return identifier(node.name.value) + default
