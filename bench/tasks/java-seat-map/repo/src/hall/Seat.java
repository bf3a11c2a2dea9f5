package hall;

/** A seat: rows and numbers begin at 1. */
public record Seat(int row, int number) {
    @Override
    public String toString() {
        return (char) ('A' + row - 1) + "" + number;
    }

    /** Reads a seat such as "C12". */
    public static Seat parse(String text) {
        if (!text.matches("[A-Z][1-9][0-9]*")) {
            throw new IllegalArgumentException("not a seat: " + text);
        }
        return new Seat(text.charAt(0) - 'A' + 1, Integer.parseInt(text.substring(1)));
    }
}
