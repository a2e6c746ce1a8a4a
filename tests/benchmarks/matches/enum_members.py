"""Members of an enumeration."""

from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    GREY = 4


def by_match(color):
    match color:
        case Color.RED:
            return "warm"
        case Color.GREEN | Color.BLUE:
            return "cold"
        case Color.GREY:
            return "none"


def by_hand(color):
    if color == Color.RED:
        return "warm"
    if color == Color.GREEN or color == Color.BLUE:
        return "cold"
    if color == Color.GREY:
        return "none"
    return None


SUBJECTS = list(Color)
