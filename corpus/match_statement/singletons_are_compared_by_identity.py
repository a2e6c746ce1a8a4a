# `None`, `True` and `False` match only themselves; numbers match whatever is equal.

class Equal:
    def __eq__(self, other):
        return True


def kind(x):
    match x:
        case None:
            return "None"
        case True:
            return "True"
        case False:
            return "False"
        case 0:
            return "zero"
        case 1:
            return "one"


print([kind(x) for x in (None, True, False, 0, 1, 0.0, 1.0, Equal(), "")])
