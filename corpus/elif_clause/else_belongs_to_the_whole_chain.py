# The else suite runs when no test was true; without one, nothing runs.


def kind(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        if n == 5:
            return "five"
    else:
        return "large"
    return "none of them"


print([kind(n) for n in (-1, 0, 3, 5, 10)])
