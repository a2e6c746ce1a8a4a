def g():
    next(iter(()))
    yield


try:
    list(g())
    print("ended")
except RuntimeError:
    print("RuntimeError")
