export class Stack {
  constructor() {
    this.items = [];
  }

  push(...items) {
    this.items.push(...items);
    return this;
  }

  pop() {
    return this.items.pop();
  }

  get size() {
    return this.items.length;
  }
}
