from shapes import largest

print(largest([]))
