# Nothing after break is evaluated, however deep in conditions it stands.

def say(text):
    print(text)
    return True


while say("test"):
    if say("outer"):
        if say("inner"):
            break
        say("never")
    else:
        say("never")
    say("never")
print("after")
