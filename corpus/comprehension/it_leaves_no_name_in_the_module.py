# Neither while its statement runs nor after it does the module have a name more.

def names(*ignored):
    return sorted(name for name in globals() if not name.startswith("__"))


turns = 2
print([names() for _ in "ab"], {names(): turns for names in "a"}, names({turns for turns in "ab"}))
while turns:
    turns -= 1
    print([turns for _ in "ab"], names())
try:
    print([1 // n for n in (0,)])
except ZeroDivisionError:
    print(names())
