# continue in an except suite unbinds the name and ends the handling.

import sys

for n in range(2):
    try:
        raise KeyError(n)
    except KeyError as error:
        continue
    print("never")
print(n, sys.exc_info(), "error" in globals())
