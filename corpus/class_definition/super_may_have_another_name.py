# A function that names `super` has the class at hand, however it calls that.

class Base:
    def name(self):
        return "Base"


class Child(Base):
    def name(self):
        parent = super
        return parent().name()

    def given(self, *arguments):
        return super(*arguments).name()

    def direct(self):
        return super().name(), super(Child, self).name()


print(Child().name(), Child().given(), Child().given(Child, Child()), Child().direct())
