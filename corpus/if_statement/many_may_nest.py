# Conditions nest deeper than loops may: more than twenty levels are fine.

n = 0
if n == 0:
 if not n == 1:
  if not n == 2:
   if not n == 3:
    if not n == 4:
     if not n == 5:
      if not n == 6:
       if not n == 7:
        if not n == 8:
         if not n == 9:
          if not n == 10:
           if not n == 11:
            if not n == 12:
             if not n == 13:
              if not n == 14:
               if not n == 15:
                if not n == 16:
                 if not n == 17:
                  if not n == 18:
                   if not n == 19:
                    if not n == 20:
                     if not n == 21:
                      print("deep")
