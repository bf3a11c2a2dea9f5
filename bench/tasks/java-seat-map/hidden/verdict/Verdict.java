import hall.Hall;
import hall.Report;
import hall.Seat;

public final class Verdict {
    private static int occupancy(int rows, int seats, int sold) {
        Hall hall = new Hall(rows, seats);
        for (int i = 0; i < sold; i++) {
            hall.sell(new Seat(i / seats + 1, i % seats + 1));
        }
        return Report.occupancy(hall);
    }

    public static void main(String[] arguments) {
        Expect.equal(25, occupancy(2, 4, 2), "a quarter");
        Expect.equal(33, occupancy(1, 3, 1), "a third");
        Expect.equal(67, occupancy(1, 3, 2), "two thirds");
        Expect.equal(13, occupancy(2, 4, 1), "an eighth");
        Expect.equal(100, occupancy(3, 5, 15), "all");
        Expect.equal(0, occupancy(3, 5, 0), "none");
        Expect.equal(0, occupancy(0, 5, 0), "no seats");
        Expect.equal(1, occupancy(20, 10, 1), "half a percent");
        Hall hall = new Hall(1, 3);
        hall.sell(Seat.parse("A3"));
        Expect.equal("1 of 3 seats sold (33 %)", Report.describe(hall), "report");
        Expect.equal(true, hall.findTogether(3).isEmpty(), "no three");
        Expect.equal(false, hall.isFree(new Seat(1, 3)) || hall.isFree(new Seat(1, 4)), "free");
        Expect.fails(IllegalArgumentException.class, () -> hall.sell(Seat.parse("B1")), "no seat");
        Expect.done();
    }
}
