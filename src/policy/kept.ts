/** What is made of an object, made when it is first asked for and kept as long as the object is. The object must not change. */
export function kept<Of extends object, Value>(make: (of: Of) => Value): (of: Of) => Value {
  const known = new WeakMap<Of, { readonly value: Value }>();
  return (of) => {
    const found = known.get(of);
    if (found) return found.value;
    const value = make(of);
    known.set(of, { value });
    return value;
  };
}

/** The items of a list under each of their keys, in their order: one asks for few of many. */
export function keptByKey<Item>(
  keysOf: (item: Item) => readonly string[],
): (items: readonly Item[], key: string) => readonly Item[] {
  const group = kept((items: readonly Item[]) => {
    const groups = new Map<string, Item[]>();
    for (const item of items)
      for (const key of keysOf(item)) {
        const held = groups.get(key);
        if (held) held.push(item);
        else groups.set(key, [item]);
      }
    return groups;
  });
  return (items, key) => group(items).get(key) ?? [];
}
