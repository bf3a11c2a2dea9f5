import math


class Circle:
    def __init__(self, size):
        self.size = size

    def scale(self, factor):
        if factor < 0:
            return self
        self.size *= factor
        return self

    def area(self):
        return math.pi * self.size ** 2


class Square:
    def __init__(self, size):
        self.size = size

    def scale(self, factor):
        if factor <= 0:
            return self
        self.size *= factor
        return self

    def area(self):
        return self.size ** 2


class Hexagon:
    def __init__(self, size):
        self.size = size

    def scale(self, factor):
        if factor < 0:
            return self
        self.size *= factor
        return self

    def area(self):
        return 1.5 * math.sqrt(3) * self.size ** 2
