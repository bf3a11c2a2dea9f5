import league.Match;
import league.Table;

public final class Tests {
    public static void main(String[] arguments) {
        Table table = new Table();
        table.add(Match.parse("Reds 2:1 Blues"));
        table.add(Match.parse("Blues 0:0 Greens"));
        Expect.equal("Reds", table.standings().get(0).name(), "the winner");
        Expect.equal(1, table.standings().get(1).points(), "points of the second");
        Expect.fails(IllegalArgumentException.class, () -> Match.parse("Reds 2 Blues"), "not a match");
        Expect.done();
    }
}
