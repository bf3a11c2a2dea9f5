package editor;

/** Takes commands and answers them. */
public final class Session {
    private static final String HELP = "append, insert, delete, replace, print, help";

    private final Document document = new Document();

    /** Runs a command and returns what is to be shown. */
    public String run(String line) {
        try {
            return run(Command.parse(line));
        } catch (CommandException exception) {
            return "error: " + exception.getMessage();
        }
    }

    private String run(Command command) {
        switch (command.name()) {
            case "append":
                document.append(command.rest());
                return "";
            case "insert":
                document.insert(command.number(), command.afterFirst());
                return "";
            case "delete":
                document.delete(command.number());
                return "";
            case "replace":
                return replace(command);
            case "print":
                return document.toString();
            case "help":
                return HELP;
            default:
                throw new CommandException("unknown command: " + command.name());
        }
    }

    private String replace(Command command) {
        String[] words = command.rest().split(" ");
        if (words.length != 2) {
            throw new CommandException("replace needs two words");
        }
        return document.replace(words[0], words[1]) + " replaced";
    }
}
