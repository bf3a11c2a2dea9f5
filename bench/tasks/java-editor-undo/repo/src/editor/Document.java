package editor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lines of text; their numbers begin at 1. */
public final class Document {
    private final List<String> lines = new ArrayList<>();

    public List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    public void append(String line) {
        lines.add(line);
    }

    public void insert(int number, String line) {
        if (number < 1 || number > lines.size() + 1) {
            throw new CommandException("no place " + number);
        }
        lines.add(number - 1, line);
    }

    public void delete(int number) {
        if (number < 1 || number > lines.size()) {
            throw new CommandException("no line " + number);
        }
        lines.remove(number - 1);
    }

    /** Replaces a word in all lines; returns how often. */
    public int replace(String word, String other) {
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ", -1);
            for (int k = 0; k < words.length; k++) {
                if (words[k].equals(word)) {
                    words[k] = other;
                    count++;
                }
            }
            lines.set(i, String.join(" ", words));
        }
        return count;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i + 1).append(' ').append(lines.get(i)).append('\n');
        }
        return text.toString();
    }
}
