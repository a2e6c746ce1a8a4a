# `break`, `continue` and `return` in a case are those of the loop or function around.

def scan(words):
    for word in words:
        match word:
            case "skip":
                continue
            case "stop":
                break
            case ["give", value]:
                return value
            case w if w.startswith("x"):
                while True:
                    match w:
                        case "xx":
                            break
                        case _:
                            w = "xx"
                continue
        print(word)
    else:
        print("all")
    return "end"


print(scan(["a", "skip", "b", "stop", "c"]), scan(["d", "xy", "e"]), scan(["f", ["give", 1], "g"]))


def tidy(x):
    try:
        match x:
            case 0:
                return "zero"
            case n if n > 1:
                raise ValueError(n)
    except ValueError as error:
        match error.args:
            case (n,):
                return "error", n
    finally:
        print("tidied")


print(tidy(0), tidy(1), tidy(2))
