# A function may use names that are bound further down, and sees what they are bound to when it runs.

def early():
    return helper()


def helper():
    return number


number = 1
print(early())
number = 2
print(early())


def helper():
    return 3


print(early())
# prints: 1 2 3
