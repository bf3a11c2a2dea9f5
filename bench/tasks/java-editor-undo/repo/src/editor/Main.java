package editor;

import java.util.Scanner;

public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Session session = new Session();
        Scanner input = new Scanner(System.in);
        while (input.hasNextLine()) {
            String answer = session.run(input.nextLine());
            if (!answer.isEmpty()) {
                System.out.println(answer.stripTrailing());
            }
        }
    }
}
