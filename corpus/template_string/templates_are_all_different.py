# Each evaluation makes a template, which equals only itself and cannot be changed.
# Needs: Python 3.14

def page():
    return t"a"


print(page() == page(), page() is page())
one = page()
print(one == one, hash(one) == hash(one), type(one).__name__, type(one).__module__)
for name in "strings", "values", "other":
    try:
        setattr(one, name, ())
    except AttributeError as error:
        print(error)
try:
    type("Mine", (type(one),), {})
except TypeError as error:
    print(error)
