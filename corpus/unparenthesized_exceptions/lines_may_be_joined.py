# Between the types a line may go on; comments are where they were.
# Needs: Python 3.14

# above the statement
try: raise KeyError(1)
# above the clause
except ValueError, \
        KeyError:  # behind it
    print("handled")
