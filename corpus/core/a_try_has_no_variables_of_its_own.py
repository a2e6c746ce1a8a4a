# What is bound in `try` or in a handler is there afterwards.

def function(kind):
    try:
        first = 1
        raise kind
    except KeyError:
        second = 2
    except ValueError:
        def made():
            return 3

        second = made
    print(first)
    return second


print(function(KeyError), function(ValueError)())
try:
    number = 4
    raise KeyError
except KeyError:
    other = 5
print(number, other)
# prints: 1 1 2 3 4 5
