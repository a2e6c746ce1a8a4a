# `class Box():` is `class Box:`; the arguments may also be empty when they run.

class Box():
    pass


class Crate(*(), **{}):
    pass


print(Box.__bases__, Crate.__bases__, Box.__name__, type(Crate) is type)
