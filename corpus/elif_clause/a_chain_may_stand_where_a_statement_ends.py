# A chain in the last clause of a loop, of a `try` or of a `match`, in a module: no branch needs to be taken.
# Plain: namespace


def no(what):
    print("asked for", what)
    return False


for n in []:
    pass
else:
    if no("a"):
        print("a")
    elif no("b"):
        print("b")

while no("more"):
    pass
else:
    print("before")
    if no("c"):
        print("c")
    elif not no("d"):
        print("not d")
    elif no("e"):
        print("e")

print(sorted(name for name in globals() if not name.startswith("__")))

try:
    print("tried")
finally:
    match 1:
        case 2:
            print("two")
        case 3:
            print("three")
    if no("f"):
        print("f")
    elif no("g"):
        print("g")
    else:
        print("neither")

match 1:
    case _:
        if no("h"):
            print("h")
        elif no("i"):
            print("i")

print(sorted(name for name in globals() if not name.startswith("__")))
