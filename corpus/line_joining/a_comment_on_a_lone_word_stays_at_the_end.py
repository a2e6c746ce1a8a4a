# Where one name or number stands alone in brackets with a comment, that is how a formatter writes a long line:
# without the brackets the comment ends the line.


def counted(values):
    number_of_those_that_were_odd = (
        0  # nobody has looked at any of the values up to here
    )
    for value in values:
        number_of_those_that_were_odd += value % 2
    return (
        number_of_those_that_were_odd  # and here everybody has looked at all of them
    )


print(counted([1, 2, 3]))
