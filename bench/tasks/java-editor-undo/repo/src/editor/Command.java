package editor;

/** A command: its name and what follows. */
public record Command(String name, String rest) {
    public static Command parse(String line) {
        String[] parts = line.strip().split(" ", 2);
        return new Command(parts[0], parts.length == 2 ? parts[1] : "");
    }

    /** The number that the rest begins with. */
    public int number() {
        String first = rest.split(" ", 2)[0];
        if (!first.matches("[0-9]{1,6}")) {
            throw new CommandException("not a number: " + first);
        }
        return Integer.parseInt(first);
    }

    /** What follows the first word of the rest. */
    public String afterFirst() {
        String[] parts = rest.split(" ", 2);
        return parts.length == 2 ? parts[1] : "";
    }
}
