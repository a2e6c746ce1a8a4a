# What has `throw`, and is no generator, gets the very exception that was thrown, with nothing added to it.
# Plain: frames

class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, error, *more):
        entry, depth = error.__traceback__, 0
        while entry is not None:
            entry, depth = entry.tb_next, depth + 1
        print(error is thrown, more, "entries", depth, "context", error.__context__)
        raise StopIteration("done")


def delegating():
    result = yield from Delegate()
    yield result


def middle():
    yield from delegating()


for thrown in (KeyError("plain"), StopIteration(1), KeyboardInterrupt()):
    generator = middle()
    next(generator)
    print(generator.throw(thrown))
