"""Objects of JSON, told apart by what they have under "type"."""


def by_match(shape):
    match shape:
        case {"type": "circle", "radius": radius}:
            return 3 * radius * radius
        case {"type": "rectangle", "width": width, "height": height}:
            return width * height
        case {"type": "square", "side": int(side)}:
            return side * side
        case {"type": "group", "shapes": [*shapes]}:
            return sum(map(by_match, shapes))
        case _:
            return None


def by_hand(shape):
    if isinstance(shape, dict):
        kind = shape.get("type")
        if kind == "circle" and "radius" in shape:
            radius = shape["radius"]
            return 3 * radius * radius
        if kind == "rectangle" and "width" in shape and "height" in shape:
            return shape["width"] * shape["height"]
        if kind == "square" and isinstance(shape.get("side"), int):
            return shape["side"] * shape["side"]
        if kind == "group" and isinstance(shape.get("shapes"), list):
            shapes = list(shape["shapes"])
            return sum(map(by_hand, shapes))
    return None


SUBJECTS = [
    {"type": "circle", "radius": 2},
    {"type": "rectangle", "width": 3, "height": 4},
    {"type": "square", "side": 5},
    {"type": "group", "shapes": [{"type": "circle", "radius": 1}, {"type": "square", "side": 2}]},
    {"type": "line"},
    [1, 2],
]
