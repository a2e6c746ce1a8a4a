# With =, the text of the expression comes first, spaces included, then its repr, or what a format makes.

x, name = 5, "text"
print(f"{x=} {name=} {name=!s} {x=:>4} {name=:>6}")
print(f"{x + 1 = } { x=} {x= } {(x, 1)=} {name.upper()=!s:_^6}")
