# A semicolon at the end of the line adds no statement.

def f():
    "text";
    x = 1;
    return x;


print(f(), f.__doc__);
