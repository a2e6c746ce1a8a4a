# A loop may stand in a loop in a loop, and so on, and a `return` leaves them all.

def function(flag):
 while flag:
  while flag:
   while flag:
    while flag:
     while flag:
      while flag:
       while flag:
        while flag:
         while flag:
          while flag:
           while flag:
            while flag:
             while flag:
              while flag:
               while flag:
                while flag:
                 while flag:
                  while flag:
                   while flag:
                    return 1
 return 2


print(function(1), function(0))
# prints: 1 2
