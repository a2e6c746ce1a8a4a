# In a string of several lines, the text of a field keeps line ends and spaces as they are.

x = 3
print(f"""{
x
=}|{ x  =
!r:>5}""")
print(f"""a{(x,
   x)=}b{(x,
   x)}""" "c")
