# The value is shown by repr, unless a conversion or a format specification is given.

name = "Ada"
width = 6
print(f"{name=}", f"{name=!s}", f"{name=:>5}", f"{name=!r:>{width + 1}}", f"a {width=} " "b")
