import java.time.LocalDate;
import java.util.Optional;
import weather.Reading;
import weather.Series;
import weather.Spell;

public final class Verdict {
    private static Series series(String... lines) {
        Series series = new Series();
        for (String line : lines) {
            series.add(Reading.parse(line));
        }
        return series;
    }

    private static Optional<Spell> spell(String first, String last, double coldest) {
        return Optional.of(new Spell(LocalDate.parse(first), LocalDate.parse(last), coldest));
    }

    public static void main(String[] arguments) {
        Expect.equal(Optional.empty(), series().longestFrost(), "no readings");
        Expect.equal(Optional.empty(), series("2024-01-01 0", "2024-01-02 3").longestFrost(), "no frost");
        Expect.equal(spell("2024-01-01", "2024-01-01", -1), series("2024-01-01 -1").longestFrost(), "one day");
        Expect.equal(spell("2024-02-28", "2024-03-01", -4.5),
                series("2024-03-01 -2", "2024-02-28 -1", "2024-02-29 -4.5", "2024-03-02 0", "2024-03-03 -9").longestFrost(), "over a leap day");
        Expect.equal(spell("2024-01-05", "2024-01-07", -3),
                series("2024-01-01 -9", "2024-01-02 -9", "2024-01-05 -1", "2024-01-06 -3", "2024-01-07 -2").longestFrost(), "a gap, the last run");
        Expect.equal(spell("2024-01-01", "2024-01-02", -2),
                series("2024-01-01 -1", "2024-01-02 -2", "2024-01-04 -8", "2024-01-05 -8").longestFrost(), "the earliest");
        Expect.equal(spell("2024-01-04", "2024-01-05", -8), series("2024-01-02 -1", "2024-01-04 -8", "2024-01-05 -7").longestFrost(), "a gap");
        Expect.equal(2L, series("2023-12-31 -1", "2024-01-01 -2").longestFrost().orElseThrow().days(), "days");
        Expect.equal(1L, series("2023-12-31 -1").longestFrost().orElseThrow().days(), "one day");
        Expect.equal(2, series("2024-01-01 1", "2024-01-01 2", "2024-01-02 2").size(), "size");
        Expect.done();
    }
}
