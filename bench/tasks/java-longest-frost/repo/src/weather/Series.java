package weather;

import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Readings of a station, one a day at most; days may be missing. */
public final class Series {
    private final TreeMap<LocalDate, Double> degrees = new TreeMap<>();

    /** Adds a reading, in any order; a later one replaces that of the same day. */
    public void add(Reading reading) {
        degrees.put(reading.day(), reading.degrees());
    }

    public int size() {
        return degrees.size();
    }

    public OptionalDouble mean() {
        return degrees.values().stream().mapToDouble(Double::doubleValue).average();
    }

    /** The sum of what the days were warmer than a base, as farmers compute it. */
    public double growingDegrees(double base) {
        double sum = 0;
        for (Map.Entry<LocalDate, Double> entry : degrees.entrySet()) {
            sum += Math.max(0, entry.getValue() - base);
        }
        return sum;
    }
}
