abandoned = 1
