# Line ends inside strings belong to them, in headers and decorators, too.

def tagged(tag):
    return lambda function: (tag, function)


@tagged("""a
b""")
def f(x="""c
d"""):
    try:
        raise KeyError(x)
    except {"""e
f""": KeyError}["""e
f"""] as error:
        print(repr(error))


tag, function = f
print(repr(tag))
function()
if """g
""":
    print("taken")
