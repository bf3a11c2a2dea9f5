import { dearest, lines, total } from "./cart.js";
import { head, withTax } from "./invoice.js";
import { label } from "./money.js";
import { paid } from "./receipt.js";
import { change, day } from "./report.js";

function same(is: unknown, wanted: unknown): void {
  if (JSON.stringify(is) !== JSON.stringify(wanted)) {
    throw new Error(`${JSON.stringify(is)} instead of ${JSON.stringify(wanted)}`);
  }
}

const items = [{ name: "tea", cents: 300 }, { name: "cup", cents: 905 }];
same([label(500, true), label(550, true)], ["5", "5.50"]);
same(label(500, false), "5.00");
same(lines(items), ["tea 3.00", "cup 9.05"]);
same([total(items), dearest(items)], ["12.05", "9.05"]);
same([head(7, 100), withTax(100)], ["Invoice 7: 1.00", "1.00 + 0.20 = 1.20"]);
same([day([100, 250]), change(300, 100)], ["2 sales, 3.50, best 2.50", "-2.00"]);
same(paid(100, 150), ["total       1.00", "back        0.50"]);
