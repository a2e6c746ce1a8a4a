# Inside the brackets of a `def` a line may end anywhere, as in those of a call.

def show(
    a,
    b=2,  # , c
    *items,
    # d,
    e=5,
    **names,
):
    print(a, b, len(items), e, len(names))


show(
    1,
    e=3,
)
# prints: 1 2 0 3 0
