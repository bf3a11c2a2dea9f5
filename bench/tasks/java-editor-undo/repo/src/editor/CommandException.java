package editor;

/** A command that makes no sense; the message says why. */
public final class CommandException extends RuntimeException {
    public CommandException(String message) {
        super(message);
    }
}
