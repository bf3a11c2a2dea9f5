package finder;

/** What the command line asks for. */
public record Arguments(String word, int context) {
    /** Says what is wrong with the command line. */
    public static final class Mistake extends Exception {
        Mistake(String message) {
            super(message);
        }
    }

    public static Arguments parse(String... words) throws Mistake {
        String word = null;
        int context = 0;
        for (int i = 0; i < words.length; i++) {
            String argument = words[i];
            if (argument.equals("--context")) {
                i++;
                if (i == words.length || !words[i].matches("[0-9]{1,9}")) {
                    throw new Mistake("--context needs a number from 0 on");
                }
                context = Integer.parseInt(words[i]);
                continue;
            }
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
        return new Arguments(word, context);
    }
}
