# pass may stand wherever a statement may, and leaves no trace.

if True:
    pass
else: pass
for n in "ab": pass; print(n); pass
while n == "c":
    pass
try:
    pass
except KeyError:
    pass
finally:
    pass
pass; pass
print("done")
