# `/`, `*` and defaults mean in a lambda what they mean in a function; a comma may stand behind the last parameter.
# Plain: frames

print((lambda a, /: a)(1), (lambda a, b=2, /: (a, b))(1), (lambda a, /, b=2: (a, b))(1, b=3))
print((lambda a, /, *, b: (a, b))(1, b=2), (lambda a=1, /, *, b=2,: (a, b))(b=4))
print((lambda a=1, /, b=2: (a, b))(), (lambda a, b=2, /, c=3: (a, b, c))(1))
print((lambda a, b,: (a, b))(1, 2), (lambda a, b=2, c=3,: (a, b, c))(1), (lambda *, a: a)(a=1))
print((lambda *, a, b=2, **names,: (a, b, names))(a=1, c=3))
print((lambda a, /, b, c=3, *rest, d, e=5, **names: (a, b, c, rest, d, e, names))(1, 2, d=4, a=6))
for call in (lambda: (lambda a, /: a)(a=1), lambda: (lambda *, a: a)(1), lambda: (lambda a, b,: a)(1)):
    try:
        call()
    except TypeError as error:
        print(error)
