package bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

public class Account {
    private final List<String> log = new ArrayList<>();
    private BigDecimal balance = BigDecimal.ZERO;

    public void deposit(BigDecimal amount) {
        balance = balance.add(amount);
        log.add("deposit " + amount);
    }

    public boolean withdraw(BigDecimal amount) {
        if (amount.signum() > 0 && balance.compareTo(amount) >= 0) {
            balance = balance.subtract(amount);
            log.add("withdraw " + amount.toPlainString());
            return true;
        }
        return false;
    }

    public BigDecimal balance() {
        return balance;
    }
}
