# Stars and brackets need no spaces.
# Needs: Python 3.11

try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
except*ValueError: print("one")
except *(TypeError)as errors: print(errors); print("two")
try:
    raise OSError(3)
except   *   OSError   as   errors   :
    print(errors)
