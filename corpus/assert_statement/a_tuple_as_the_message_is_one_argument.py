# A tuple is the message as a whole, not several arguments.

try:
    assert False, (1, 2)
except AssertionError as error:
    print(error.args, len(error.args))
try:
    raise AssertionError(*(1, 2))
except AssertionError as error:
    print(error.args, len(error.args))
