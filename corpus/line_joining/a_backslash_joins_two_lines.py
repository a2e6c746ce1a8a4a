# A backslash at the end of a line continues the statement, wherever two tokens meet.

def \
        f(a,
          b=2):
    return a \
        + b * \
        10


total = f(1) - \
    f \
    (2, 3)
if total == \
   -11:
    print("total", \
          total)
