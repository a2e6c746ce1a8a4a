# A captured name is local, global, nonlocal or the class's, as any assigned name.
# Plain: namespace

def outer():
    n = 0

    def inner(x):
        nonlocal n
        global g
        match x:
            case [n, *g]:
                return True
            case {"n": (g as n)}:
                return True

    def unbound():
        match 1:
            case 2 as local:
                pass
        return local

    print(inner([1, 2]), n, g, inner({"n": 3}), n, g)
    try:
        unbound()
    except UnboundLocalError as error:
        print(type(error).__name__)


outer()


class Body:
    base = 1
    match base:
        case 1 as one:
            two = one + 1
    match [one, two]:
        case [first, *rest] if first == base:
            for n in rest:
                match n:
                    case 2:
                        break


print(sorted(name for name in vars(Body) if not name.startswith("__")))
print([match_ for match_ in globals() if match_.startswith("_") and not match_.startswith("__")])


def visible(x):
    match x:
        case {"a": [y, *_], **rest} if y:
            return sorted(locals())
        case _:
            return sorted(locals())


print(visible({"a": [1]}), visible({"a": [0]}))
