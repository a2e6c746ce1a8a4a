# Inside brackets every expression may be written on several lines, and does the same.

def f(n):
    return n


x = [
    f(1)
    + f(2) if f(0) else f(3)
    + f(4),
    f(1)
    + f(2)
    if f(1)
    and f(2)
    else f(3),
]
y = (
    f(1)
    + f(2)
    + (f(3) if f(4) else f(5))
)
try:
    assert (f(0)
            + f(0)), (f(1)
                      # a comment
                      + f(2))
except AssertionError as error:
    print(error)
for i in (f(1)
          if f(0) else [f(2)
                        , 3]):
    print(i)
d = {
    f(1)
    or f(2): f(3)
    + f(4), f(5): f(6) if f(7) else f(8),
    **(x and {1:
              2} or
       {})}
a = b = (f(1)
         + 1)
a += (f(1)
      * 2)
ask = (lambda q=f(1): q
       + 1)
print(x, y, d, a, b, ask())


class C:
    def m(self, a=(f(1)
                   + 2)):
        return (a
                + 1)


def generator():
    y = [f(1)
         + f(2), (yield f(3)
                  + 1)]
    z = (yield (f(4)
                + 1)) if (yield f(0)
                          + 1) else 2
    return (y
            , z)


def result(generator):
    try:
        while True:
            print(next(generator))
    except StopIteration as stop:
        return stop.value


print(C().m(), result(generator()))
z = [v + i for v in [f(1)
                     , 2] if v
     + 1 for i in (f(1)
                   , f(2)) if (v
                               or i)]
print(z, [f(1)
          < f(2)
          < f(3), f(2)
          in [
    2]])
print("x"
      "y", f(
          1)
      .real, ("a"
              "b").upper()
      , not f(1)
      , -f(1)
      + (w := f(1)
         + 1), w)
if (f(1)
        + f(2)
        - (f(3) if f(4) else f(5))):
    print("never")
elif (f(1)
      < f(2)
      < f(3)):
    print("at last")
