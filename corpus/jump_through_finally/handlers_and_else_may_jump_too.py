# A jump out of a handler or an else suite runs the finally suite, and the exception is over.

import sys


def f(problem):
    for n in (1, 2):
        try:
            if problem:
                raise problem
        except KeyError:
            continue
        except OSError as error:
            return "handler", n
        else:
            break
        finally:
            print("finally", n, sys.exc_info()[0])
    print(sys.exc_info()[0])
    return "end", n


for problem in (KeyError(), OSError(), None):
    print(f(problem))
