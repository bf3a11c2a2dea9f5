NAME = "Zoë"
X = 1
