# Of the lines that a backslash makes one indentation of, the first that is indented counts.
# Needs: Python 3.10

def f(x):
    if x:
        print("inside")
    \
        print("outside")
    return x


f(0)
f(1)
