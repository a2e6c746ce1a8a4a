# What is called is whatever the name is bound to; a builtin can be bound to another name.

show = print
show(1)
again = show
again(2)
# prints: 1 2
