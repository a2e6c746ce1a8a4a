# When a function has been decorated, the module has its name, and none besides.
# Plain: namespace

def decorator(function):
    return function


@decorator
def function():
    pass


print(sorted(name for name in globals() if name[:2] != "__"))
