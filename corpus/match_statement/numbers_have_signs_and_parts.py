# A number in a pattern may be negative, and complex: a real part, then an imaginary one.

def kind(subject):
    match subject:
        case -1:
            return "minus one"
        case 1 + 2j:
            return "plus"
        case 1 - 2j | -1.5 - 2j:
            return "minus"
        case -3j:
            return "imaginary"
        case {-1: x, 1 + 2j: y, 2: z}:
            return "keys", x, y, z
        case {None: x, True: y} | {False: x, "a" "b": y}:
            return "constants", x, y
    return "nothing"


for subject in (-1, -1.0, 1, 1 + 2j, 1 - 2j, -1.5 - 2j, -3j, 3j, {-1: "a", 1 + 2j: "b", 2: "c"}):
    print(subject, kind(subject))
print(kind({None: 1, True: 2}), kind({None: 1, 1: 3}), kind({False: 4, "ab": 5}), kind({0: 6}))
