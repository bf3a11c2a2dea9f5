import java.util.stream.Collectors;
import league.Match;
import league.Printer;
import league.Table;
import league.Team;

public final class Verdict {
    private static Table table(String... lines) {
        Table table = new Table();
        for (String line : lines) {
            table.add(Match.parse(line));
        }
        return table;
    }

    private static String order(String... lines) {
        return table(lines).standings().stream().map(Team::name).collect(Collectors.joining(" "));
    }

    public static void main(String[] arguments) {
        Expect.equal("B A X Y", order("A 12:8 X", "B 9:2 Y").replace("Y X", "X Y"), "the difference first");
        Expect.equal("B A X Y", order("A 12:8 X", "B 9:2 Y"), "losers by difference");
        Expect.equal("B A D C", order("A 1:0 C", "B 3:2 D"), "then goals scored");
        Expect.equal("A B C D", order("B 1:0 D", "A 1:0 C"), "then names");
        Expect.equal("A B C", order("A 1:0 C", "A 0:0 B", "B 0:0 C"), "points first");
        Expect.equal("A C B", order("A 1:0 B", "A 0:9 C", "A 1:0 B"), "points before the difference");
        Expect.equal(String.format(" 1 B            1   +7   3%n 2 Y            1   -7   0%n"), Printer.print(table("B 9:2 Y")), "printed");
        Expect.done();
    }
}
