# Statements with annotations in a case: the subject is there until a case is chosen.

for subject in 5, {"a": 1}:
    match subject:
        case {"a": found}:
            kept: int = found
        case _:
            kept: str
            kept = "other"
    print(kept)

match [1, 2]:
    case [first]:
        one: int = first
    case [first, second]:
        two: int = first + second
print(two)
