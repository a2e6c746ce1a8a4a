# A dictionary comprehension evaluates the key, then the value; a later equal key replaces the value only.

def say(n):
    print(n, end=" ")
    return n


print({say("k%d" % i): say("v%d" % i) for i in range(2)})
print({key: i for i, key in enumerate([1, 2, 1.0, True])})
print({i % 2 for i in (2, 0, 1, 3)})
