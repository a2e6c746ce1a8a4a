# In a clause, `break`, `continue` and `return` belong to a loop or a function inside it.
# Needs: Python 3.11

try:
    raise ExceptionGroup("g", [ValueError(n) for n in range(5)])
except* ValueError as errors:
    for error in errors.exceptions:
        if error.args[0] == 1:
            continue
        if error.args[0] == 3:
            break
        print(error)
    else:
        print("no")

    def first():
        for error in errors.exceptions:
            return error

    print(first())
