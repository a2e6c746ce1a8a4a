# No name is bound by a pattern of which only a part matched.

def attempt(x):
    first = second = "unbound"
    match x:
        case [first, [second, 0]]:
            return "matched", first, second
        case {"a": first, "b": (second, 0)}:
            return "mapping", first, second
    return first, second


print(attempt([1, [2, 0]]), attempt([1, [2, 3]]), attempt({"a": 1, "b": (2, 1)}), attempt({"a": 1, "b": (2, 0)}))
