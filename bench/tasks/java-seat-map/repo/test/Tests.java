import hall.Hall;
import hall.Report;
import hall.Seat;
import java.util.List;

public final class Tests {
    public static void main(String[] arguments) {
        Hall hall = new Hall(2, 4);
        hall.sell(Seat.parse("A2"));
        Expect.equal(List.of(new Seat(1, 3), new Seat(1, 4)), hall.findTogether(2).orElseThrow(), "two together");
        Expect.equal("B1", hall.findTogether(3).orElseThrow().get(0).toString(), "three together");
        Expect.fails(IllegalStateException.class, () -> hall.sell(Seat.parse("A2")), "sold twice");
        hall.sell(Seat.parse("B4"));
        Expect.equal("2 of 8 seats sold (25 %)", Report.describe(hall), "the report");
        Expect.done();
    }
}
