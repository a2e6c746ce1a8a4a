# Conditional expressions can be chained by the dozen, and only the one that is needed is evaluated.

def name(n):
    return (
        "is 0" if n == 0 else "is 1" if n == 1 else "is 2" if n == 2 else "is 3" if n == 3
        else "is 4" if n == 4 else "is 5" if n == 5 else "is 6" if n == 6 else "is 7" if n == 7
        else "is 8" if n == 8 else "is 9" if n == 9 else "is 10" if n == 10 else "is 11" if n == 11
        else "is 12" if n == 12 else "is 13" if n == 13 else "is 14" if n == 14
        else "is 15" if n == 15 else "is 16" if n == 16 else "is 17" if n == 17
        else "is 18" if n == 18 else "is 19" if n == 19 else "is 20" if n == 20
        else "is 21" if n == 21 else "is 22" if n == 22 else "is 23" if n == 23
        else "is 24" if n == 24 else "is 25" if n == 25 else "is 26" if n == 26
        else "is 27" if n == 27 else "is 28" if n == 28 else "is 29" if n == 29
        else "is 30" if n == 30 else "is 31" if n == 31 else "is 32" if n == 32
        else "is 33" if n == 33 else "is 34" if n == 34 else "is 35" if n == 35
        else "is 36" if n == 36 else "is 37" if n == 37 else "is 38" if n == 38
        else "is 39" if n == 39 else "none"
    )


print(name(0), name(39), name(60))
