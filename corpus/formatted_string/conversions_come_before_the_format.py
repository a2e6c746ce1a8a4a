# !r, !s and !a turn the value to text first; the specification then applies to the text.

class C:
    def __repr__(self):
        return "<é>"

    def __str__(self):
        return "str"

    def __format__(self, specification):
        return "format " + repr(specification)


c = C()
print(f"{c} {c!r} {c!s} {c!a} {c:x} {c!r:>6} {c!s:*^9}")
print(f"{'text'!r} {5!s:>3} {None} {3.14159:.2f} {255:#x} {'s':>{3}} {1000000:,}")
