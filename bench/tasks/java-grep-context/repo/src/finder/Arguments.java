package finder;

/** What the command line asks for. */
public record Arguments(String word) {
    /** Says what is wrong with the command line. */
    public static final class Mistake extends Exception {
        Mistake(String message) {
            super(message);
        }
    }

    public static Arguments parse(String... words) throws Mistake {
        String word = null;
        for (String argument : words) {
            if (argument.startsWith("--")) {
                throw new Mistake("unknown option: " + argument);
            }
            if (word != null) {
                throw new Mistake("more than one word: " + argument);
            }
            word = argument;
        }
        if (word == null || word.isEmpty()) {
            throw new Mistake("which word?");
        }
        return new Arguments(word);
    }
}
