package shop.cart;

import java.util.List;
import static shop.money.Rounding.half;
import shop.rates.*;

/** A shopping cart. */
@Entity
public class Cart<T extends Item> implements Iterable<T> {
    private static final int RATE = 2;
    private final List<T> items;

    public Cart(List<T> items) {
        this.items = items;
    }

    @Override
    public Iterator<T> iterator() {
        return items.iterator();
    }

    public int total() {
        return items.stream().mapToInt(item -> half(item.price() * RATE)).sum();
    }

    enum Mode { OPEN, CLOSED; Mode next() { return values()[0]; } }

    record Line(String name, int count) {
        Line {
            if (count < 0) throw new IllegalArgumentException("count " + count);
        }
    }
}

interface Shelf {
    Item take(String name);
}

@interface Entity {}
