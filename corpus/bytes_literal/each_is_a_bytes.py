# A literal is of the type bytes itself, even where that name means something else.

bytes = bytearray = str = None
print(type(b"").__name__, b"abc"[1], b"abc"[1:], b"%d" % 5, b"a" + b"b", b"a" * 3, b"b" in b"abc")
print(b"\xff".hex(), b"x".decode(), [n for n in b"xy"], {b"k": 1})
