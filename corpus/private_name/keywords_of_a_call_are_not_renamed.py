# The parameter is renamed, the keyword of a call isn't: strings and keywords mean what they say.

class C:
    def f(self, __x=None, **others):
        return __x, others

    def keyword(self):
        return self.f(__x=5), self.f(_C__x=6)

    def by_text(self):
        self.__y = 7
        return hasattr(self, "__y"), getattr(self, "_C__y"), {"__y": dict(__y=1)}


print(C().keyword(), C().by_text())
