import editor.Session;

public final class Verdict {
    private static Session session = new Session();

    private static void check(String line, String expected) {
        Expect.equal(expected, session.run(line), line);
    }

    private static void fresh(String... lines) {
        session = new Session();
        for (String line : lines) {
            session.run(line);
        }
    }

    public static void main(String[] arguments) {
        check("undo", "error: nothing to undo");
        check("redo", "error: nothing to redo");
        check("help", "append, insert, delete, replace, print, help, undo, redo");

        fresh("append a b", "append c", "insert 2 b", "delete 1", "replace b x");
        check("print", "1 x\n2 c\n");
        check("undo", "1 b\n2 c\n");
        check("undo", "1 a b\n2 b\n3 c\n");
        check("undo", "1 a b\n2 c\n");
        check("redo", "1 a b\n2 b\n3 c\n");
        check("redo", "1 b\n2 c\n");
        check("redo", "1 x\n2 c\n");
        check("redo", "error: nothing to redo");
        check("undo", "1 b\n2 c\n");
        check("append d", "");
        check("redo", "error: nothing to redo");
        check("undo", "1 b\n2 c\n");

        fresh("append a", "append b");
        check("undo", "1 a\n");
        check("delete 7", "error: no line 7");
        check("replace q r", "0 replaced");
        check("nonsense", "error: unknown command: nonsense");
        check("insert x y", "error: not a number: x");
        check("print", "1 a\n");
        check("redo", "1 a\n2 b\n");
        check("replace q r", "0 replaced");
        check("undo", "1 a\n");
        check("undo", "");
        check("undo", "error: nothing to undo");
        check("redo", "1 a\n");

        fresh("append a b a");
        check("replace a x", "2 replaced");
        check("undo", "1 a b a\n");

        fresh("append a");
        check("replace a a", "1 replaced");

        fresh();
        for (int i = 0; i < 100; i++) {
            session.run("append " + i);
        }
        for (int i = 0; i < 99; i++) {
            session.run("undo");
        }
        check("print", "1 0\n");
        check("undo", "");
        Expect.done();
    }
}
