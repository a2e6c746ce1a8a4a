# When a handler ends, its name is unbound, whatever it was bound to before; without an exception it stays as it was.

error = 1
try:
    0
except KeyError as error:
    0
print(error)
try:
    raise KeyError
except KeyError as error:
    error
try:
    print(error)
except NameError:
    print(2)
error = 3
print(error)
# prints: 1 2 3
