# Template strings side by side are one; two templates can be added.
# Needs: Python 3.14

x = 1
page = (
    t"a"
    t"b{x}"
    rt"\c" t'{x!r}d'
)
print(page.strings, [(field.value, field.expression, field.conversion) for field in page.interpolations])
both = t"a{x}b" + t"c{x}"
print(both.strings, both.values, [part if isinstance(part, str) else part.value for part in both + t"{x}" + t""])
try:
    t"a" + "b"
except TypeError:
    print("not a template")
try:
    "a" + t"b"
except TypeError:
    print("not a string")
