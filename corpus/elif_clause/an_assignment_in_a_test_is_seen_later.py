# A walrus in an earlier test is bound for the later tests and suites.


def show(text):
    if (size := len(text)) > 5:
        print("long", size)
    elif (half := size // 2) > 1:
        print("middle", size, half)
    else:
        print("short", size, half)


for text in ("abcdef", "abcd", "a"):
    show(text)
