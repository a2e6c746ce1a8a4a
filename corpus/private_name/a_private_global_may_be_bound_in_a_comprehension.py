# A comprehension binds the mangled global that its method declares; older compilers refuse it.
# Needs: Python 3.13

class Example:
    def method(self):
        global __private
        __private = 0
        [_Example__private := 1 for n in [0]]
        print(__private)
        [__private := 2 for n in [0]]
        print(__private)


Example().method()
print(_Example__private)
