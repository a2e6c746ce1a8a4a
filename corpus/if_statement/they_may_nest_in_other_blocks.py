# More than twenty conditions, loops, with and try statements nest together; what is skipped evaluates nothing.

class Block:
    def __enter__(self):
        print("in", end=" ")

    def __exit__(self, *error):
        print("out", end=" ")


def items(n):
    print("items", end=" ")
    return range(n)


def f(n):
 if n:
  for a in items(2):
   if n > 1:
    with Block():
     if n > 2:
      for b in items(1):
       if n > 3:
        try:
         if n > 4:
          while n < 6:
           n = n + 1
           if n > 5:
            for c in items(2):
             if c:
              try:
               if n > 5:
                if n > 4:
                 if n > 3:
                  for d in items(n):
                   if d > 4:
                    if n:
                     if a:
                      if c:
                       print("deep", a, c, d, end=" ")
              except ValueError:
               print("never")
         else:
          print("not 4", end=" ")
        finally:
         print("finally", end=" ")
 else:
  print("nothing", end=" ")
 print("end", n)


for n in range(6):
    f(n)
