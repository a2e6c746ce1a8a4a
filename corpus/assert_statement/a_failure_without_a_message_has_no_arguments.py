# Without a message the exception has no arguments; None is a message.

try:
    assert ()
except AssertionError as error:
    print(error.args)
try:
    assert not 1, None
except AssertionError as error:
    print(error.args)
