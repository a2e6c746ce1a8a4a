# `*rest` is a list of what the others leave, of whatever kind the sequence is.

def parts(x):
    match x:
        case (first, *middle, last):
            return first, middle, last
        case [*everything]:
            return everything


print(parts((1, 2, 3, 4)), parts(range(2)), parts((1,)), parts([]))
match 1, *range(3), 5:
    case 1, *middle, 5:
        print(middle)
match *"ab", "c":
    case _, *_, c:
        print(c)
match 1,:
    case one,:
        print(one)
