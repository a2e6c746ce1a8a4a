# From Python 3.9 on the statement raises the builtin, whatever the name AssertionError means here.

import sys

AssertionError = KeyError
try:
    assert False, "message"
except Exception as error:
    print(type(error) is KeyError, sys.version_info < (3, 9), error.args)
