# In the finally suite the exception is being handled: exc_info shows it, and a new one has it as context.

import sys

try:
    try:
        raise KeyError("first")
    finally:
        print(sys.exc_info()[0].__name__)
        try:
            raise OSError
        except OSError as error:
            print("context", repr(error.__context__))
        print(sys.exc_info()[0].__name__)
except KeyError as error:
    print("went on", error, error.__context__)
print(sys.exc_info())
