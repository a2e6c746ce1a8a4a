# The returned value is computed before the suites run, and a failure in one of them replaces it.

def f(fail):
    n = 1
    try:
        with open(__file__) as file:
            try:
                return n, file.closed
            finally:
                n = 2
                print("finally", file.closed)
    finally:
        print("outer", n, file.closed)
        if fail:
            raise KeyError("instead")


print(f(False))
try:
    print(f(True))
except KeyError as error:
    print(error.args, error.__context__)
