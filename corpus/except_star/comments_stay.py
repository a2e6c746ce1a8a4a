# Comments of an `except*` statement, above its clauses and behind them, survive.
# Needs: Python 3.11

# before
try:  # the suite
    raise ValueError(1)
    # at its end
# above the first clause
except* ValueError as errors:  # behind the first clause
    # in it
    print(errors)  # at its line
# above the second
except* (
    OSError,  # one
    TypeError,  # two
): print("no"); print("never")
# above else
else:  # behind else
    print("no")
# after
