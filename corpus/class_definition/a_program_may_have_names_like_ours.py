# What a class is made with has other names than the program's, whatever those are.

_namespace = 1
_body = 2
types = 3
_class = 4


class A:
    _body = _namespace
    _class = _class

    def f(self):
        return _body, _namespace, types, _class, __class__.__name__

    def _namespace(self):
        return super().__eq__(self)

    def __class_setter__(self):
        return "__class_setter__"


class _ClassSetter:
    def me(self):
        return __class__.__name__


def make():
    import types

    class B:
        def f(self):
            return types.__name__, super().__eq__(self)

    return B


print(A().f(), A._body, A._class, A()._namespace(), A().__class_setter__(), _body, _ClassSetter().me(), make()().f())
