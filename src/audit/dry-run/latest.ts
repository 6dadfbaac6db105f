/** A map that forgets what was set long ago: holds the latest `size` entries at least, twice as many at most. */
export class Latest<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();

  constructor(private readonly size: number) {}

  set(key: string, value: V): void {
    this.young.set(key, value);
    if (this.young.size < this.size) return;
    this.old = this.young;
    this.young = new Map();
  }

  get(key: string): V | undefined {
    return this.young.get(key) ?? this.old.get(key);
  }
}
