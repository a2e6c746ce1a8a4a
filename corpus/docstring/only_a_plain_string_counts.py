# Bytes, a formatted string, an expression or another constant at the start document nothing.

def a(): b"bytes"
def b(): f"formatted"
def c(): "a".strip()
def d(): "a", "b"
def e(): 5
def f(): ...
def g(): ("in " "brackets")


class H: f"formatted"
class I: b"bytes"


print([thing.__doc__ for thing in (a, b, c, d, e, f, g, H, I)])
