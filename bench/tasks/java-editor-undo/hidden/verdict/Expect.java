import java.util.Objects;

/** A few assertions that count what failed and go on. */
final class Expect {
    private static int failures = 0;

    private Expect() {}

    static void equal(Object expected, Object actual, String what) {
        if (!Objects.equals(expected, actual)) {
            System.out.println("FAILED " + what + ": expected " + expected + " but got " + actual);
            failures++;
        }
    }

    static void fails(Class<? extends Exception> kind, Runnable action, String what) {
        try {
            action.run();
        } catch (Exception exception) {
            if (!kind.isInstance(exception)) {
                System.out.println("FAILED " + what + ": expected " + kind.getSimpleName() + " but got " + exception);
                failures++;
            }
            return;
        }
        System.out.println("FAILED " + what + ": nothing was thrown");
        failures++;
    }

    static void done() {
        System.out.println(failures == 0 ? "all passed" : failures + " failed");
        System.exit(failures == 0 ? 0 : 1);
    }
}
