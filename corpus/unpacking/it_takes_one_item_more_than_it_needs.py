# Without a star, one further item is asked for, to see that there is none; with one, all are.

def numbers():
    for n in range(4):
        print("give", n)
        yield n


try:
    a, b = numbers()
except ValueError:
    print("too many")
a, *b, c = numbers()
print(a, b, c)
