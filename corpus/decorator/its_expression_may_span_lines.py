# In brackets a decorator may go on over several lines, with comments in it.
# Needs: Python 3.9

@[
    # the first
    lambda function: function(),
    None,  # the second
][0]
# between
@(
    lambda function: lambda: [function()]  # a list
)
def value():
    return 1


print(value)
