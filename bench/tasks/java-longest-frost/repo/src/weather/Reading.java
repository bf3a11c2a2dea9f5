package weather;

import java.time.LocalDate;

/** The temperature of a day, in degrees Celsius. */
public record Reading(LocalDate day, double degrees) {
    /** Reads a line such as "2024-01-31 -3.5". */
    public static Reading parse(String line) {
        String[] words = line.trim().split(" +");
        if (words.length != 2) {
            throw new IllegalArgumentException("not a reading: " + line);
        }
        return new Reading(LocalDate.parse(words[0]), Double.parseDouble(words[1]));
    }
}
