# A line that is only a backslash makes one indentation of several lines: where it stands alone, the next line's counts.
# Needs: Python 3.10

for n in range(2):
\
    print("inside", n)
\
print("outside")


def f(x):
    if x:
        if x > 1:
            print("large")
\
        print("positive")
\
\
    else:
        print("none")


for n in range(3):
    f(n)
