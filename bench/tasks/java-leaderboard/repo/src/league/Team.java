package league;

/** What a team achieved so far. */
public final class Team {
    private final String name;
    private int played;
    private int points;
    private int scored;
    private int conceded;

    public Team(String name) {
        this.name = name;
    }

    void record(int goals, int goalsAgainst) {
        played++;
        scored += goals;
        conceded += goalsAgainst;
        if (goals > goalsAgainst) {
            points += 3;
        } else if (goals == goalsAgainst) {
            points += 1;
        }
    }

    public String name() {
        return name;
    }

    public int played() {
        return played;
    }

    public int points() {
        return points;
    }

    public int scored() {
        return scored;
    }

    public int difference() {
        return scored - conceded;
    }
}
