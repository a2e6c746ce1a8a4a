# A match in a case of another, in a module: when none of its cases fits, the program goes on.
# Plain: namespace

match [0]:
    case found:
        match 3:
            case 4:
                print("four")
        print(found)

match 1:
    case _:
        match (2, 3):
            case (4, _):
                print("a pair")
            case [5, x] if x:
                print("five")
            case {"k": v}:
                print("a mapping")
        match 6:
            case 6:
                print("six")

print(sorted(name for name in globals() if not name.startswith("__")))
