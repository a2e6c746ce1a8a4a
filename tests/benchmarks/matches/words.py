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
    elif word in ("sub", "minus", "-"):
        return 2
    elif word == "mul":
        return 3
    elif word == "div":
        return 4
    else:
        return word.upper()


SUBJECTS = ["add", "minus", "mul", "div", "pow"]
