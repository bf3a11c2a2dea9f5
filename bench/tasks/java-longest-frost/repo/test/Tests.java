import weather.Reading;
import weather.Series;

public final class Tests {
    public static void main(String[] arguments) {
        Series series = new Series();
        series.add(Reading.parse("2024-03-02 12.5"));
        series.add(Reading.parse("2024-03-01 7.5"));
        Expect.equal(10.0, series.mean().orElseThrow(), "mean");
        Expect.equal(2.5, series.growingDegrees(10), "growing degrees");
        Expect.done();
    }
}
