package hall;

/** What the manager reads in the evening. */
public final class Report {
    private Report() {}

    /** How much of the hall is sold, in percent, rounded to the nearest whole number. */
    public static int occupancy(Hall hall) {
        if (hall.capacity() == 0) {
            return 0;
        }
        return (int) Math.round(hall.soldCount() / hall.capacity() * 100.0);
    }

    public static String describe(Hall hall) {
        return hall.soldCount() + " of " + hall.capacity() + " seats sold (" + occupancy(hall) + " %)";
    }
}
