import finder.Arguments;
import finder.Finder;
import java.util.List;

public final class Tests {
    public static void main(String[] arguments) throws Exception {
        Finder finder = new Finder(Arguments.parse("an"));
        Expect.equal(List.of("2:an apple", "3:and"), finder.find(List.of("one", "an apple", "and")), "found lines");
        Expect.done();
    }
}
