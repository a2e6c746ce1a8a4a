# A set of one constant has only one order: a loop needs no other set for it.

for n in {1}:
    print(n)
print([n for n in {"one"}])
