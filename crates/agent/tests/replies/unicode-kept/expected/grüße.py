GREETING = "Grüße, 世界 🌍"
COUNT = 2  # für alle
