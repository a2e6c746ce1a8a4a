# `types.new_class`, for interpreters that have no metaclasses and do not call `__set_name__`.
def _make_new_class(type, tuple, list):  # a program may bind these names
    def new_class(name, bases=(), keywords=None, body=None):
        namespace = {}
        if body is not None:
            body(namespace)
        made = type(name, tuple(bases), namespace)
        for key, value in list(namespace.items()):
            try:
                set_name = type(value).__set_name__
            except AttributeError:
                continue
            set_name(value, made, key)
        return made

    return new_class


_types = _Module()
_types.new_class = _make_new_class(type, tuple, list)
