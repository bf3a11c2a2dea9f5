import type { Price } from "./money";
import fs = require("fs");

export interface Item<T = number> {
  readonly price: T;
  weigh?(rate: number): T;
}

export type Items = Record<string, Item>;

enum Mode { Open, Closed }

@injectable()
export abstract class Cart implements Iterable<Item> {
  private mode: Mode = Mode.Open;

  constructor(private readonly items: Items) {
    super();
  }

  total<T extends Price>(rate: T): number {
    return Object.values(this.items).reduce((sum, item) => sum + item.price, 0) as number;
  }

  abstract close(): void;
}

export const load = async (file: string): Promise<Items> => JSON.parse(fs.readFileSync(file, "utf8"));

namespace Rates {
  export function of(item: Item): number { return 1; }
}
