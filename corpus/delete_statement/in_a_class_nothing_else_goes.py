# In a class it deletes the one name: `__class__` stays, though methods mean the class by that name.

class Base:
    def name(self):
        return "base"


class Proxy(Base):
    helper = 1

    @property
    def __class__(self):
        return int

    del helper

    def name(self):
        return super().name()


print(isinstance(Proxy(), int), sorted(name for name in vars(Proxy) if name in ("__class__", "helper", "name")))
helper = 2
del helper
print(Proxy().name())
