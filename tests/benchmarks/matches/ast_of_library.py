"""Nodes of another module, which may be anything."""

import ast


def by_match(node):
    match node:
        case ast.Constant(value=value):
            return repr(value)
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            return by_match(value) + "." + attr
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return by_match(left) + " + " + by_match(right)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return by_match(left) + " * " + by_match(right)
        case ast.Call(func=func, args=[argument]):
            return by_match(func) + "(" + by_match(argument) + ")"
        case _:
            return "?"


def by_hand(node):
    if isinstance(node, ast.Constant):
        return repr(node.value)
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return by_hand(node.value) + "." + node.attr
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return by_hand(node.left) + " + " + by_hand(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return by_hand(node.left) + " * " + by_hand(node.right)
    if isinstance(node, ast.Call) and isinstance(node.args, list) and len(node.args) == 1:
        return by_hand(node.func) + "(" + by_hand(node.args[0]) + ")"
    return "?"


SUBJECTS = [
    ast.parse("f(a.b + 2 * c)").body[0].value,
    ast.parse("x.y(z)").body[0].value,
    ast.parse("lambda: 0"),
]
