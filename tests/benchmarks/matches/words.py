"""Words, compared with words."""


def by_match(word):
    match word:
        case "add" | "plus" | "+":
            return 1
        case "sub" | "minus" | "-":
            return 2
        case "mul":
            return 3
        case "div":
            return 4
        case other:
            return other.upper()


def by_hand(word):
    if word in ("add", "plus", "+"):
        return 1
    if word in ("sub", "minus", "-"):
        return 2
    if word == "mul":
        return 3
    if word == "div":
        return 4
    return word.upper()


SUBJECTS = ["add", "minus", "mul", "div", "pow"]
