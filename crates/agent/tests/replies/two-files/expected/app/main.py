from shapes import largest

print(largest([]) or "nothing")
