# An attribute written with compatibility letters is the one with the plain letters; a string isn't changed.

class C:
    ﬁ = 3

    def ª(self):
        return "a"


c = C()
c.ｘ = 1
print(C.fi, C.ﬁ, c.a(), c.x, vars(c), hasattr(c, "ｘ"), "fi" in vars(C))
