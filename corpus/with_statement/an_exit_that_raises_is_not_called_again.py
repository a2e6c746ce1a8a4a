# What __exit__ raises goes out, with the exception of the suite, if any, as its context.

class Failing:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        print("exit", kind and kind.__name__)
        raise OSError


for problem in (None, KeyError()):
    try:
        with Failing():
            if problem:
                raise problem
    except OSError as error:
        print("context", repr(error.__context__))
