from greenhouse.collect import collect
from greenhouse.journal import append, load
from greenhouse.report import report


def test_collected_kept_and_shown(tmp_path):
    readings, problems = collect(["2024-05-01T12:00 wind 36", "2024-05-01T11:00 wind 18", "2024-05-01T12:00 moon 1"])
    assert problems == ["line 3: unknown device: moon"]
    append(tmp_path / "journal", readings)
    assert report(load(tmp_path / "journal")) == (
        "2024-05-01 11:00 wind 5 m/s\n2024-05-01 12:00 wind 10 m/s\n2024-05-01 wind mean 7.5 m/s"
    )
