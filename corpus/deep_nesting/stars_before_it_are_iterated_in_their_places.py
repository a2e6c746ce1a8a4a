# What is left of a deep part is evaluated first, starred or not.

def items(*names):
    for name in names:
        print("item", name)
        yield name


def mapping(**names):
    print("mapping", *names)
    return names


def f(*args, **named):
    return len(args), named


print(f(*items("a", "b"), --------------------------------------------------------------------------------len("cc")))
print(f(**mapping(a=1), b=--------------------------------------------------------------------------------len("cc")))
print(f(0, *items("a"), k=--------------------------------------------------------------------------------len("cc")))
