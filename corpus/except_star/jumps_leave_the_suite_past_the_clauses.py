# `return`, `break` and `continue` may leave the suite, `else` and `finally`; no clause runs.
# Needs: Python 3.11

def function(n):
    for i in range(5):
        try:
            if i == 0:
                continue
            if i == n:
                return "returned"
            if i == 3:
                break
        except* ValueError:
            print("no")
        else:
            print("else", i)
            if n == 9:
                return "from else"
        finally:
            print("finally", i)
    return "ended"


print(function(2))
print(function(7))
print(function(9))
