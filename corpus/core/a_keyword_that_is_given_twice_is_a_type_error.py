# One name twice, from `**` and as it stands, or from two `**`, is a TypeError, also where `**names` would take it.

def names_of(**names):
    return names


one = names_of(a=1)
print(len(names_of(b=2, **one)))
try:
    names_of(a=3, **one)
except TypeError:
    print(4)
try:
    names_of(**one, **one)
except TypeError:
    print(5)
# prints: 2 4 5
