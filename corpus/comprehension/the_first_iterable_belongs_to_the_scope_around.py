# Only the first iterable is evaluated outside: it may use the names that the comprehension rebinds.

x = [1, 2]
print([x for x in x], x)


class C:
    rows = [[1], [2, 3]]
    flat = [cell for row in rows for cell in row]
    try:
        [row for _ in (1,) for row in rows]
    except NameError:
        print("rows is not visible there")


print(C.flat)
try:
    [y for y in [1] for z in z]
except NameError as error:
    print(type(error).__name__)
