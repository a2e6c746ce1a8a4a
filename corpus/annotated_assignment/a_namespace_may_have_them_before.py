# A namespace that has annotations from the beginning keeps them, and gets the new ones besides.
# Changed in: Python 3.14
# Plain: namespace

ANNOTATIONS = "__%s__" % "annotations"


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases):
        return {ANNOTATIONS: {"first": str}}


class Point(metaclass=Meta):
    x: int = 0


print(getattr(Point, ANNOTATIONS))
