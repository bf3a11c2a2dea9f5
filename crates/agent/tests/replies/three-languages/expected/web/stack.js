export class Stack {
  constructor() {
    this.items = [];
  }

  push(item) {
    this.items.push(item);
    return this;
  }

  pop() {
    if (this.size === 0) throw new RangeError("empty");
    return this.items.pop();
  }

  get size() {
    return this.items.length;
  }
}
