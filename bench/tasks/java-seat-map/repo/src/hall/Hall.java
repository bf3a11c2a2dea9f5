package hall;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A hall with rows of equally many seats. */
public final class Hall {
    private final int rows;
    private final int seatsPerRow;
    private final Set<Seat> sold = new HashSet<>();

    public Hall(int rows, int seatsPerRow) {
        this.rows = rows;
        this.seatsPerRow = seatsPerRow;
    }

    public int capacity() {
        return rows * seatsPerRow;
    }

    public int soldCount() {
        return sold.size();
    }

    public boolean isFree(Seat seat) {
        return exists(seat) && !sold.contains(seat);
    }

    public void sell(Seat seat) {
        if (!exists(seat)) {
            throw new IllegalArgumentException("no such seat: " + seat);
        }
        if (!sold.add(seat)) {
            throw new IllegalStateException("already sold: " + seat);
        }
    }

    /** The first seats side by side in one row that are free, from the front on. */
    public Optional<List<Seat>> findTogether(int count) {
        for (int row = 1; row <= rows; row++) {
            List<Seat> found = new ArrayList<>();
            for (int number = 1; number <= seatsPerRow; number++) {
                Seat seat = new Seat(row, number);
                if (isFree(seat)) {
                    found.add(seat);
                } else {
                    found.clear();
                }
                if (found.size() == count) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private boolean exists(Seat seat) {
        return seat.row() >= 1 && seat.row() <= rows && seat.number() >= 1 && seat.number() <= seatsPerRow;
    }
}
