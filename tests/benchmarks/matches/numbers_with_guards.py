"""Numbers, compared with numbers, and guards."""


def by_match(n):
    match n:
        case 0:
            return "none"
        case 1 | 2 | 3:
            return "few"
        case int() if n < 0:
            return "less than none"
        case x if x > 1000:
            return "many"
        case int(x) if x % 2:
            return "odd"
        case _:
            return "some"


def by_hand(n):
    if n == 0:
        return "none"
    if n in (1, 2, 3):
        return "few"
    if isinstance(n, int) and n < 0:
        return "less than none"
    if n > 1000:
        return "many"
    if isinstance(n, int) and n % 2:
        return "odd"
    return "some"


SUBJECTS = [0, 2, -7, 5000, 77, 78, 7.5]
