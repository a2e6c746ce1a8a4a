# The finally suite guards the handlers and the else suite too.

def f(problem):
    try:
        if problem:
            raise KeyError
    except KeyError:
        raise OSError
    else:
        raise ValueError
    finally:
        print("finally")


for problem in (True, False):
    try:
        f(problem)
    except Exception as error:
        print(type(error).__name__, repr(error.__context__))
