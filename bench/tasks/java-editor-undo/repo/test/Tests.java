import editor.Session;

public final class Tests {
    public static void main(String[] arguments) {
        Session session = new Session();
        session.run("append one two");
        session.run("insert 1 zero");
        Expect.equal("1 zero\n2 one two\n", session.run("print"), "print");
        Expect.equal("1 replaced", session.run("replace two 2"), "replace");
        Expect.equal("error: no line 3", session.run("delete 3"), "no such line");
        Expect.done();
    }
}
