# A false result of __exit__ lets the exception go on, with a target and without, and it is the same object.

class Manager:
    def __enter__(self):
        return "value"

    def __exit__(self, kind, error, traceback):
        print(kind.__name__)
        return 0


def without_target(error):
    with Manager():
        raise error
    print("never here")


def with_target(error):
    with Manager() as value:
        print(value)
        raise error
    print("never here")


for function in (without_target, with_target):
    error = KeyError("on")
    try:
        function(error)
    except KeyError as caught:
        print("caught", caught is error)
    else:
        print("swallowed")
