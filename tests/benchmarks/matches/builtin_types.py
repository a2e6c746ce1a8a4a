"""Values of JSON, by their types."""


def by_match(value):
    match value:
        case None:
            return "null"
        case True:
            return "true"
        case False:
            return "false"
        case str(text):
            return '"' + text + '"'
        case int() | float():
            return repr(value)
        case []:
            return "[]"
        case [*items]:
            return "[" + ", ".join(map(by_match, items)) + "]"
        case {}:
            return (
                "{" + ", ".join([by_match(key) + ": " + by_match(held) for key, held in value.items()]) + "}"
            )


def by_hand(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return '"' + value + '"'
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        if not value:
            return "[]"
        return "[" + ", ".join(map(by_hand, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join([by_hand(key) + ": " + by_hand(held) for key, held in value.items()]) + "}"
    return None


SUBJECTS = [None, False, "text", 1, 2.5, [], [1, "a", [True]], {"a": 1, "b": [], "c": {"d": None}}]
