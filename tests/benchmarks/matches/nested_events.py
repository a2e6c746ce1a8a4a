"""Events: tuples with objects in them."""


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Click:
    def __init__(self, position, button):
        self.position, self.button = position, button


def by_match(event):
    match event:
        case (0, _):
            return "nothing"
        case (time, Click(position=Point(x=0, y=0))):
            return time
        case (time, Click(position=Point(x=x), button="left" | "right")):
            return time + x
        case (time, {"key": str(key), "modifiers": [first, *_]}):
            return time, key, first
        case (time, {"key": str(key)}):
            return time, key
        case _:
            return None


def by_hand(event):
    if not isinstance(event, (tuple, list)) or len(event) != 2:
        return None
    time, what = event
    if time == 0:
        return "nothing"
    if (
        isinstance(what, Click)
        and isinstance(what.position, Point)
        and what.position.x == 0
        and what.position.y == 0
    ):
        return time
    if isinstance(what, Click) and isinstance(what.position, Point) and what.button in ("left", "right"):
        return time + what.position.x
    if isinstance(what, dict) and isinstance(what.get("key"), str):
        modifiers = what.get("modifiers")
        if isinstance(modifiers, (tuple, list)) and len(modifiers) >= 1:
            return time, what["key"], modifiers[0]
        return time, what["key"]
    return None


SUBJECTS = [
    (0, None),
    (1, Click(Point(0, 0), "left")),
    (2, Click(Point(3, 4), "right")),
    (3, {"key": "a", "modifiers": ["shift", "control"]}),
    (4, {"key": "b"}),
    "no event",
]
