"""Nodes of an expression, dataclasses, by the names of their attributes."""

from dataclasses import dataclass


@dataclass
class Number:
    value: int


@dataclass
class Name:
    name: str


@dataclass
class Negative:
    operand: object


@dataclass
class Sum:
    left: object
    right: object


@dataclass
class Product:
    left: object
    right: object


def by_match(node):
    match node:
        case Number(value=value):
            return value
        case Name(name=name):
            return len(name)
        case Negative(operand=operand):
            return -by_match(operand)
        case Product(left=Number(value=0)):
            return 0
        case Sum(left=left, right=right):
            return by_match(left) + by_match(right)
        case Product(left=left, right=right):
            return by_match(left) * by_match(right)
        case _:
            raise TypeError(node)


def by_hand(node):
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return len(node.name)
    if isinstance(node, Negative):
        return -by_hand(node.operand)
    if isinstance(node, Product) and isinstance(node.left, Number) and node.left.value == 0:
        return 0
    if isinstance(node, Sum):
        return by_hand(node.left) + by_hand(node.right)
    if isinstance(node, Product):
        return by_hand(node.left) * by_hand(node.right)
    raise TypeError(node)


SUBJECTS = [
    Sum(Product(Number(2), Name("abc")), Negative(Number(4))),
    Product(Number(0), Name("x")),
    Product(Sum(Number(1), Number(2)), Sum(Name("y"), Negative(Name("z")))),
]
