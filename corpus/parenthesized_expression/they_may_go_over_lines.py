# Between brackets a line may end anywhere, with comments and without.

x = (
    1  # one
    +
    2

    # nothing here
    * 3
)
if (x > 5 and
        x < 9):
    print(x)
print(
    (
        "a"
    )
    .upper(
    )
)
