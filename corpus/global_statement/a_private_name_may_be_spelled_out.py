# A private name that is declared global is the same one where it is spelled with the name of the class in front.
class Example:
    def method(self):
        global __private
        __private = 0
        _Example__private = __private + 1
        print(__private)
        __private = _Example__private + 1
        return _Example__private, [_Example__private + n for n in [1]], [__private for n in [1]]


print(Example().method(), _Example__private)
