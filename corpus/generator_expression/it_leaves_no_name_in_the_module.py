# Neither while its statement runs nor after it does the module have a name more.
# Plain: namespace

def names(*ignored):
    return sorted(name for name in globals() if not name.startswith("__"))


turns = 2
print(sorted(name for name in globals() if not name.startswith("__")))
print(names(), sum(n for n in (1, 2)), names(n for n in (1, 2)))
while turns:
    turns -= 1
    print(any(turns for _ in "ab"), names())
try:
    print(next(1 // n for n in (0,)))
except ZeroDivisionError:
    print(names())
