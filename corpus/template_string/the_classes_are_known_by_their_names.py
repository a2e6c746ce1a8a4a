# The classes of templates have names, no subclasses and nothing but their attributes; errors and objects show them.
# Needs: Python 3.14
# Plain: words, frames, kinds, up to Python 3.13

x = 1
print(t"a{x}", t"{x:>{x}}")
one = t"a"
print(type(one).__name__, type(one).__module__)
for name in "strings", "values", "other":
    try:
        setattr(one, name, ())
    except AttributeError as error:
        print(error)
try:
    type("Mine", (type(one),), {})
except TypeError as error:
    print(error)
try:
    one + "b"
except TypeError as error:
    print(error)
