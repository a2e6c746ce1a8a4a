# A template at the beginning of a body is no docstring, and is evaluated.
# Needs: Python 3.14

def f():
    t"{print('evaluated')}"


class C:
    t"text"


f()
print(f.__doc__, C.__doc__)
