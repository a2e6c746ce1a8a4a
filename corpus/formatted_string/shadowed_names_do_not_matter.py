# format, str, repr and ascii of the program aren't called, nor a __format__ of the object itself.

format = str = repr = ascii = None


class C:
    def __repr__(self):
        return "R"


c = C()
c.__format__ = c.__str__ = c.__repr__ = lambda *details: "never"
print(f"{c} {c!r} {c!s} {c!a} {5:>3}")
