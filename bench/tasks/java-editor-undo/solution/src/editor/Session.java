package editor;

import java.util.List;

/** Takes commands and answers them. */
public final class Session {
    private static final String HELP = "append, insert, delete, replace, print, help, undo, redo";

    private final Document document = new Document();
    private final History history = new History();

    /** Runs a command and returns what is to be shown. */
    public String run(String line) {
        try {
            return run(Command.parse(line));
        } catch (CommandException exception) {
            return "error: " + exception.getMessage();
        }
    }

    private String run(Command command) {
        List<String> before = List.copyOf(document.lines());
        switch (command.name()) {
            case "append":
                document.append(command.rest());
                history.changed(before);
                return "";
            case "insert":
                document.insert(command.number(), command.afterFirst());
                history.changed(before);
                return "";
            case "delete":
                document.delete(command.number());
                history.changed(before);
                return "";
            case "replace":
                return replace(command, before);
            case "print":
                return document.toString();
            case "undo":
                history.undo(document);
                return document.toString();
            case "redo":
                history.redo(document);
                return document.toString();
            case "help":
                return HELP;
            default:
                throw new CommandException("unknown command: " + command.name());
        }
    }

    private String replace(Command command, List<String> before) {
        String[] words = command.rest().split(" ");
        if (words.length != 2) {
            throw new CommandException("replace needs two words");
        }
        int count = document.replace(words[0], words[1]);
        if (count > 0) {
            history.changed(before);
        }
        return count + " replaced";
    }
}
