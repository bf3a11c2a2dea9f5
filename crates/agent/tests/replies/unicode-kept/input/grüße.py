GREETING = "Grüße, 世界 🌍"
COUNT = 1
