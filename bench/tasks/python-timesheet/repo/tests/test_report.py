from timesheet.report import report


def test_a_day_and_a_night():
    text = "Ada, 2024-03-01 09:00, 2024-03-01 17:30, 30\nBo, 2024-03-01 22:00, 2024-03-02 06:00\n"
    assert report(text) == "Ada             8:00     148.80\nBo              8:00     148.80"
