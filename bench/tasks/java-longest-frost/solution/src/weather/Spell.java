package weather;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Consecutive days, both ends included, and their lowest temperature. */
public record Spell(LocalDate first, LocalDate last, double coldest) {
    public long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }
}
