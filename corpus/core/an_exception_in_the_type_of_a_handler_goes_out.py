# If the expression behind `except` raises, that exception goes out, and no further handler is asked.

def fail():
    raise TypeError


try:
    try:
        raise KeyError
    except ValueError:
        print(9)
    except fail():
        print(8)
    except:
        print(7)
except TypeError:
    print(1)
# prints: 1
