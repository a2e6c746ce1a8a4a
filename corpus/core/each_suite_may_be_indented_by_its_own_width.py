# How far a suite is indented is its own affair, as long as its lines agree.

def function():
 print(1)
 def inner():
         print(2)
         def innermost():
           print(3)
         innermost()
 inner()
 def last():
    def one():
        print(4)
    one()
 last()
function()
print(5)
# prints: 1 2 3 4 5
