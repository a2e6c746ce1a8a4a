# pass binds nothing in a class body.

class Plain:
    pass


print([name for name in vars(Plain) if not name.startswith("__")], [base.__name__ for base in Plain.__mro__])
