# `as` binds what its pattern matched, a part or the whole; it takes all alternatives of an or-pattern.

def kind(subject):
    match subject:
        case 1 | 2 as number:
            return "number", number
        case [int() | str() as first, [*_] as rest] as whole:
            return first, rest, whole
        case {"key": {} as inner}:
            return inner
    return "nothing"


for subject in (1, 2, 3, [4, [5]], ("a", (6, 7)), [4.0, []], {"key": {"x": 1}}, {"key": 2}):
    print(kind(subject))
