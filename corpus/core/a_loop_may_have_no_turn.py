# If the test is false at once, the suite does not run.

while 0:
    print(1)
print(2)
again = 0
while again:
    print(3)
    again = 1
print(again)
# prints: 2 0
