# Each alternative may capture the rest of a mapping, alone or with other names.

def split(subject):
    match subject:
        case {"a": 1, **rest} | {"b": 2, **rest}:
            return "rest", rest
        case {"c": value, **rest} | [value, {"d": 3, **rest}] | [value, *rest]:
            return value, rest
    return "nothing"


print(split({"a": 1}), split({"a": 1, "x": 5}), split({"b": 2, "a": 3}))
print(split({"c": 4, "x": 5}), split({"c": 4}), split([5, {"d": 3}]), split([6, {"d": 4}]), split([7]), split({}))
