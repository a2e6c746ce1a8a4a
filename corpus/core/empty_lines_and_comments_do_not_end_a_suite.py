# A suite ends at the next statement that is less indented; empty lines and comments do not count, and tabs indent, too.

def function():

# A comment at the margin.
    print(1)

        # A comment that is indented further.

    print(2)
    # A comment at the end of the suite.


def other():
	print(3)
 # A comment between.
	print(4)
function()
other()
# prints: 1 2 3 4
