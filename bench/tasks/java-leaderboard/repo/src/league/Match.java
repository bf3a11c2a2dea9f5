package league;

/** A match that was played. */
public record Match(String home, int homeGoals, int guestGoals, String guest) {
    /** Reads a line such as "Reds 2:1 Blues". */
    public static Match parse(String line) {
        String[] words = line.trim().split("\\s+");
        if (words.length != 3 || !words[1].matches("\\d+:\\d+")) {
            throw new IllegalArgumentException("not a match: " + line);
        }
        String[] goals = words[1].split(":");
        return new Match(words[0], Integer.parseInt(goals[0]), Integer.parseInt(goals[1]), words[2]);
    }
}
