/** How a list changed. */
export interface Updated<T> {
  readonly added: T[];
  readonly removed: T[];
}
