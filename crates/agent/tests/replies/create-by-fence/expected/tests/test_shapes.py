from shapes import Circle


def test_scale():
    assert Circle(2).scale(3).radius == 6
