# A string is the docstring of a function on one line, whatever follows it.

def f(): "only text"


def g(): "text"; return 5


def h(): 5; "late"


print(f.__doc__, f(), g.__doc__, g(), h.__doc__, h())
