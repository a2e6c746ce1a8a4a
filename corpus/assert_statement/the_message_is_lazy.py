# The message is evaluated only if the test fails, and may be any object.

def message():
    print("evaluated")
    return ["a", "list"]


assert True, message()
try:
    assert 0, message()
except AssertionError as error:
    print(error.args)
