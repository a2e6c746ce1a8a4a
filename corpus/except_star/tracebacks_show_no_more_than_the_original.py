# To handle a part adds nothing to its traceback, nor does what is raised in the end.
# Needs: Python 3.11
# Hosts before Python 3.11 lack a `raise` that takes the traceback from the exception.

def lines(error):
    found, at = [], error.__traceback__
    while at:
        found.append((at.tb_frame.f_code.co_name, at.tb_lineno))
        at = at.tb_next
    return found


def failing():
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])


def function():
    try:
        failing()
    except* ValueError as errors:
        print(len(lines(errors)))
        raise
    except* TypeError as errors:
        print(len(lines(errors)))
        raise KeyError("new")


try:
    function()
except ExceptionGroup as group:
    print([name for name, line in lines(group)])
    for error in group.exceptions:
        print(repr(error), [name for name, line in lines(error)])
