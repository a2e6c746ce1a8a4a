# The manager is let go when `__exit__` has returned, before a handler further out runs, however the suite was left.
# Plain: release

class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        return (1, 2)

    def __exit__(self, *details):
        print("  exit", self.name, details[0] and details[0].__name__)
        return self.swallow

    def __del__(self):
        print("  let go", self.name)


class RaisingExit(Manager):
    def __exit__(self, *details):
        super().__exit__(*details)
        raise LookupError


def one():
    with Manager("one"):
        raise KeyError


def two():
    with Manager("first"), Manager("second"):
        raise KeyError


def swallowed():
    with Manager("outer"):
        with Manager("inner", swallow=True):
            raise KeyError
        print("  after the inner one")


def raising():
    with Manager("around"), RaisingExit("raising"):
        raise KeyError


def jumping():
    for n in (1, 2, 3):
        with Manager(n):
            if n == 1:
                continue
            return n


def unpacked():
    with Manager("unpacked") as (a, b, c):
        pass


def handled_inside():
    try:
        with Manager("inside"):
            raise KeyError
    except KeyError:
        print("  handled in the function")


def suspended():
    with Manager("generator"):
        yield


def thrown():
    generator = suspended()
    next(generator)
    generator.throw(KeyError())


def closed():
    generator = suspended()
    next(generator)
    generator.close()
    print("  closed")


for function in (one, two, swallowed, raising, jumping, unpacked, handled_inside, thrown, closed):
    print(function.__name__)
    try:
        function()
    except Exception as error:
        print("  caught", type(error).__name__)

print("in the module")
try:
    with Manager("of the module"):
        raise KeyError
except KeyError:
    print("  caught")
