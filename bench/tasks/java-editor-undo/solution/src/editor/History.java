package editor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a document was before each change, and before each change that was taken back. */
final class History {
    private final Deque<List<String>> undone = new ArrayDeque<>();
    private final Deque<List<String>> done = new ArrayDeque<>();

    /** Notes what the text was before a change. */
    void changed(List<String> before) {
        done.push(before);
        undone.clear();
    }

    void undo(Document document) {
        step(document, done, undone, "nothing to undo");
    }

    void redo(Document document) {
        step(document, undone, done, "nothing to redo");
    }

    private static void step(Document document, Deque<List<String>> from, Deque<List<String>> to, String complaint) {
        if (from.isEmpty()) {
            throw new CommandException(complaint);
        }
        to.push(List.copyOf(document.lines()));
        document.restore(from.pop());
    }
}
