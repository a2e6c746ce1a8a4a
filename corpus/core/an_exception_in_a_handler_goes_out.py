# The handlers of a `try` do not take what one of them raises; that goes to the next `try` around.

try:
    try:
        raise KeyError
    except KeyError:
        print(1)
        raise ValueError
    except ValueError:
        print(9)
    except:
        print(8)
except ValueError:
    print(2)
# prints: 1 2
