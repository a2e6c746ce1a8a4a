# A tab goes to the next column that eight divides; lines of a block may mix tabs and spaces as long as columns agree.

for a in range(2):
 for b in range(2):
 	print(a, b)
 	for c in "x":
 		 print("from the left", c)
 print(a)
if a:
	 	print("one")
 		print("two")
