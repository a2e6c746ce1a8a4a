# A match may stand in another, nineteen deep and more.

def deep(n):
    match n:
        case [x, *n] if x == 0:
            match n:
                case [x, *n] if x == 1:
                    match n:
                        case [x, *n] if x == 2:
                            match n:
                                case [x, *n] if x == 3:
                                    match n:
                                        case [x, *n] if x == 4:
                                            match n:
                                                case [x, *n] if x == 5:
                                                    match n:
                                                        case [x, *n] if x == 6:
                                                            match n:
                                                                case [x, *n] if x == 7:
                                                                    match n:
                                                                        case [x, *n] if x == 8:
                                                                            match n:
                                                                                case [x, *n] if x == 9:
                                                                                    match n:
                                                                                        case [x, *n] if x == 10:
                                                                                            match n:
                                                                                                case [x, *n] if x == 11:
                                                                                                    match n:
                                                                                                        case [x, *n] if x == 12:
                                                                                                            match n:
                                                                                                                case [x, *n] if x == 13:
                                                                                                                    match n:
                                                                                                                        case [x, *n] if x == 14:
                                                                                                                            match n:
                                                                                                                                case [x, *n] if x == 15:
                                                                                                                                    match n:
                                                                                                                                        case [x, *n] if x == 16:
                                                                                                                                            match n:
                                                                                                                                                case [x, *n] if x == 17:
                                                                                                                                                    match n:
                                                                                                                                                        case [x, *n] if x == 18:
                                                                                                                                                            return "bottom"
    return n


print(deep(list(range(19))), deep([0, 1, 3]))
