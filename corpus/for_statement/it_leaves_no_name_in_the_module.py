# After a loop the module has its target, and no name besides.
# Plain: namespace

for n in (1, 2):
    if n == 2:
        break
print(sorted(name for name in globals() if name[:2] != "__"))
