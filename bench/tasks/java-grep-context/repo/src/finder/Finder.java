package finder;

import java.util.ArrayList;
import java.util.List;

/** Finds words in lines. */
public final class Finder {
    private final Arguments arguments;

    public Finder(Arguments arguments) {
        this.arguments = arguments;
    }

    /** What is to be shown. */
    public List<String> find(List<String> lines) {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (matches(lines.get(i))) {
                shown.add((i + 1) + ":" + lines.get(i));
            }
        }
        return shown;
    }

    private boolean matches(String line) {
        return line.contains(arguments.word());
    }
}
