# A sequence is in brackets, in parentheses, or in nothing; one in parentheses needs a comma, or is its part alone.

def kind(subject):
    match subject:
        case []:
            return "nothing"
        case (1,):
            return "a tuple of 1"
        case [2,]:
            return "a list of 2"
        case 3, :
            return "a bare 3"
        case 4, 5:
            return "a bare pair"
        case (6, [7, (8,)],):
            return "nested"
        case (9):
            return "9 alone"
        case [(10 | 11) as number, (12)]:
            return "a group", number
        case first, *_, last:
            return "more", first, last
        case _:
            return "something else"


for subject in ([], (), [1], (1,), [2], [3], (4, 5), [6, [7, [8]]], 9, [9], [10, 12], (11, 12), "ab", range(5), None):
    print(subject, kind(subject))


def empty(subject):
    match subject:
        case ():
            return True
    return False


print(empty([]), empty(()), empty([1]), empty(""))
