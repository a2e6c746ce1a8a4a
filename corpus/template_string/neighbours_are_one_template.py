# Template strings side by side are one; two templates can be added.
# Needs: Python 3.14

x = 1
page = (
    t"a"
    t"b{x}"
    rt"\c" t'{x!r}d'
)
print(page.strings, [(field.value, field.expression, field.conversion) for field in page.interpolations])
print((t"a{x}b" + t"c{x}").strings)
try:
    t"a" + "b"
except TypeError as error:
    print(error)
try:
    "a" + t"b"
except TypeError:
    print("not a string")
