# `return` in a `try` or in a handler ends the function; no handler takes that for an exception.

def function(kind):
    while 1:
        try:
            while kind:
                raise kind
            return 1
        except KeyError:
            return 2
        except:
            try:
                return 3
            except:
                return 4
        print(5)


print(function(0), function(KeyError), function(TypeError))
# prints: 1 2 3
