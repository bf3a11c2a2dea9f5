package league;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of a league. */
public final class Table {
    private static final Comparator<Team> ORDER = Comparator.comparingInt(Team::points)
            .thenComparingInt(Team::scored)
            .thenComparingInt(Team::difference)
            .reversed()
            .thenComparing(Team::name);

    private final Map<String, Team> teams = new TreeMap<>();

    public void add(Match match) {
        team(match.home()).record(match.homeGoals(), match.guestGoals());
        team(match.guest()).record(match.guestGoals(), match.homeGoals());
    }

    /** The teams, the best one first. */
    public List<Team> standings() {
        List<Team> sorted = new ArrayList<>(teams.values());
        sorted.sort(ORDER);
        return sorted;
    }

    private Team team(String name) {
        return teams.computeIfAbsent(name, Team::new);
    }
}
