# Brackets after return, assert, del, if, in and not belong to the expression.

def f(x):
    if (x): return (x)
    elif (not(x)): return(0), (1)
    while(x): pass


assert (f(5))
print(f(1), f(0), 1 in(1, 2), not(1)or(2), 1 if(0)else(2))
for n in(1, 2): print(n)
x = lambda:(yield)
print(list(x()))
