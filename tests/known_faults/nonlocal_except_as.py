def f():
    v = "old"

    def g():
        nonlocal v
        try:
            raise ValueError("x")
        except ValueError as v:
            print(v)

    g()
    try:
        print(v)
    except NameError:
        print("unbound")


f()
