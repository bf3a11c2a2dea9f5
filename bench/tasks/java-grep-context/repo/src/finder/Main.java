package finder;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

public final class Main {
    private Main() {}

    public static void main(String[] words) {
        Arguments arguments;
        try {
            arguments = Arguments.parse(words);
        } catch (Arguments.Mistake mistake) {
            System.err.println("finder: " + mistake.getMessage());
            System.exit(2);
            return;
        }
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        List<String> shown = new Finder(arguments).find(input.lines().toList());
        shown.forEach(System.out::println);
        System.exit(shown.isEmpty() ? 1 : 0);
    }
}
