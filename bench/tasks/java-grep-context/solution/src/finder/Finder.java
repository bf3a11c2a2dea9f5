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
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!isNearMatch(lines, i)) {
                continue;
            }
            if (arguments.context() > 0 && last >= 0 && last + 1 < i) {
                shown.add("--");
            }
            shown.add((i + 1) + (matches(lines.get(i)) ? ":" : "-") + lines.get(i));
            last = i;
        }
        return shown;
    }

    private boolean isNearMatch(List<String> lines, int index) {
        int first = Math.max(0, index - arguments.context());
        int end = Math.min(lines.size(), index + arguments.context() + 1);
        return lines.subList(first, end).stream().anyMatch(this::matches);
    }

    private boolean matches(String line) {
        return line.contains(arguments.word());
    }
}
