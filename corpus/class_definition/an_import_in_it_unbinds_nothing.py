# In a class an import binds its name and does no more: `__class__` stays, though methods mean the class by that name.

import sys


class Base:
    def name(self):
        return "base"


class Proxy(Base):
    @property
    def __class__(self):
        return int

    import sys as system

    first: int = 1
    second = 2
    del second

    def name(self):
        return super().name()


print(isinstance(Proxy(), int), sorted(name for name in vars(Proxy) if name in ("__class__", "system", "name")))
print(Proxy().name(), Proxy.system is sys)
