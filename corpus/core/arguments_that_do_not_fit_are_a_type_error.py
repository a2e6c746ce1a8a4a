# Too few or too many positional arguments are a TypeError, and nothing of the function runs.

def two(a, b):
    print(9)


def call(function, *items):
    try:
        function(*items)
    except TypeError:
        print(len(items))


call(two)
call(two, 1)
call(two, 1, 2, 3)
call(call)
# prints: 0 1 3 0
