# The name that is annotated is renamed as everywhere in a class, and so are the names in the text.

from __future__ import annotations


class C:
    __a: int = 1
    b: __a

    def f(self, __c: C.__d) -> __e:
        pass


print(C.__annotations__, C.f.__annotations__)
