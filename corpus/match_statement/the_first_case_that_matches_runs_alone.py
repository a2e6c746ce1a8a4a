# Cases are tried in turn, and only the first that matches runs; without one nothing does.

def kind(x):
    found = []
    match x:
        case int():
            found.append("integer")
        case 1 | 2:
            found.append("never")
        case str() | None:
            found.append("text")
        case "a":
            found.append("never")
    return found


print(kind(1), kind("a"), kind(None), kind([]))
