# Tests are evaluated in order up to the first true one, and none after it.


def test(name, value):
    print("test", name)
    return value


if test("a", 0):
    print("never")
elif test("b", []):
    print("never")
elif test("c", "true"):
    print("c it is")
elif test("d", 1):
    print("never")
else:
    print("never")
