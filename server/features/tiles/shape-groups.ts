/** Shapes that become one: disjoint sets which know their area, their roofs' range and their largest member. */
export class ShapeGroups {
  private readonly parents: Int32Array;
  private readonly squares: Float64Array;
  private readonly lowest: Float64Array;
  private readonly highest: Float64Array;
  private readonly largest: Int32Array;

  constructor(
    private readonly sizes: readonly number[],
    private readonly tops: readonly number[],
  ) {
    this.parents = Int32Array.from(sizes.keys());
    this.largest = Int32Array.from(sizes.keys());
    this.squares = Float64Array.from(sizes);
    this.lowest = Float64Array.from(tops);
    this.highest = Float64Array.from(tops);
  }

  find(member: number): number {
    let root = member;
    while (this.parents[root] !== root) root = this.parents[root]!;
    this.parents[member] = root;
    return root;
  }

  /** Unless the joined group's tops were then farther apart, or its area larger, than `most`. */
  joinWithin(a: number, b: number, most: { readonly range: number; readonly squares: number }): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    const highest = Math.max(this.highest[rootA]!, this.highest[rootB]!);
    const lowest = Math.min(this.lowest[rootA]!, this.lowest[rootB]!);
    const squares = this.squares[rootA]! + this.squares[rootB]!;
    if (highest - lowest <= most.range && squares <= most.squares) this.join(rootA, rootB);
  }

  join(a: number, b: number): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA === rootB) return;
    const [root, other] = rootA < rootB ? [rootA, rootB] : [rootB, rootA];
    this.parents[other] = root;
    this.squares[root]! += this.squares[other]!;
    this.lowest[root] = Math.min(this.lowest[root]!, this.lowest[other]!);
    this.highest[root] = Math.max(this.highest[root]!, this.highest[other]!);
    const [mine, its] = [this.largest[root]!, this.largest[other]!];
    if (this.sizes[its]! > this.sizes[mine]!) this.largest[root] = its;
  }

  squaresOf(group: number): number {
    return this.squares[group]!;
  }

  largestOf(group: number): number {
    return this.largest[group]!;
  }

  topOf(group: number): number {
    return this.tops[this.largest[group]!]!;
  }

  list(): number[][] {
    const members = new Map<number, number[]>();
    for (let i = 0; i < this.sizes.length; i++) {
      const root = this.find(i);
      const group = members.get(root);
      if (group) group.push(i);
      else members.set(root, [i]);
    }
    return [...members.values()];
  }
}
