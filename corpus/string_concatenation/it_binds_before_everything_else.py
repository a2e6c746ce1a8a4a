# The pieces are joined before a method is called, an index taken or an operator applied.

print("a" "b".upper(), "x" "y"[0], "%s-" "%s" % (1, 2), "a" "b" * 2)
print("a" "b" in "cab", -len("a" "b"), "{}" "{}".format(1, 2))
