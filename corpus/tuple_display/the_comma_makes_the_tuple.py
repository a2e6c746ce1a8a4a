# One item needs a comma to be a tuple, none needs brackets.

a = 1,
b = (1)
c = (1,)
d = ()
e = *"ab",
f = 1, *(), 2
print(a, b, c, d, e, f, (((1,),)), ((),), len(((), ())))
