# Between names, integers and signs there may be any number of blanks, or none, also behind the last.

one=1
two   =   2
print( one ,two )
print (3,4)   
# prints: 1 2 3 4
