package league;

/** Prints tables. */
public final class Printer {
    private Printer() {}

    public static String print(Table table) {
        StringBuilder text = new StringBuilder();
        int place = 1;
        for (Team team : table.standings()) {
            text.append(String.format("%2d %-10s %3d %+4d %3d%n", place++, team.name(), team.played(), team.difference(), team.points()));
        }
        return text.toString();
    }
}
