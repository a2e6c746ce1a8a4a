# The else suite runs when the loop ends by itself, also when it never ran.

for wanted in (2, 9):
    for n in range(5):
        if n == wanted:
            print("found", n)
            break
    else:
        print("no", wanted)
for n in ():
    print("never")
else:
    print("nothing to search")
while False:
    print("never")
else:
    print("false from the start")
