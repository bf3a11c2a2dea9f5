import math


class Circle:
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return 3.14 * self.radius ** 2

    def scale(self, factor):
        self.radius *= factor
        return self


class Square:
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side

    def scale(self, factor):
        self.side *= factor
        return self


def largest(shapes):
    return max(shapes, key=lambda shape: shape.area())
