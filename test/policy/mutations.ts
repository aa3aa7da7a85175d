/** Objects with one thing in them turned into something odd. */
import fc from "fast-check";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What hand-written YAML, other versions and broken tools put where something else belongs. */
const odd: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    -1,
    0,
    1.5,
    1e21,
    65_536,
    "",
    " ",
    "x",
    "*",
    "80",
    "::",
    "10.0.0.0/33",
    "!(",
    "\u0000",
  ),
  fc.constantFrom<Json>(
    [],
    [null],
    [[]],
    {},
    { "": "" },
    { unknown: { deep: [1] } },
    { __proto__: "x", constructor: 1 },
  ),
  fc.string({ maxLength: 12 }),
);

/** Every place in the object, as a path. */
function places(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inner = Array.isArray(value)
    ? value.flatMap((one, index) => places(one, [...path, index]))
    : value !== null && typeof value === "object"
      ? Object.entries(value).flatMap(([key, one]) => places(one, [...path, key]))
      : [];
  return [path, ...inner];
}

type Change = (holder: unknown, key: string | number) => unknown;

function changed(value: unknown, path: readonly (string | number)[], change: Change): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const next = (holder: unknown): unknown =>
    rest.length === 0 ? change(holder, key) : changed(holder, rest, change);
  if (Array.isArray(value) && typeof key === "number")
    return rest.length === 0
      ? next(value)
      : value.map((one: unknown, index) => (index === key ? next(one) : one));
  if (value !== null && typeof value === "object") {
    if (rest.length === 0) return next(value);
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, name === String(key) ? next(one) : one]),
    );
  }
  return value;
}

const put =
  (what: Json): Change =>
  (holder, key) =>
    Array.isArray(holder)
      ? holder.map((one: unknown, index) => (index === key ? what : one))
      : { ...(holder as object), [key]: what };

const drop: Change = (holder, key) =>
  Array.isArray(holder)
    ? holder.filter((_, index) => index !== key)
    : Object.fromEntries(Object.entries(holder as object).filter(([name]) => name !== String(key)));

/** The object with one to three of its places replaced or removed; kind and name are left alone. */
export function mutated(object: object): fc.Arbitrary<unknown> {
  const change = fc.oneof(
    { weight: 4, arbitrary: odd.map(put) },
    { weight: 1, arbitrary: fc.constant(drop) },
  );
  const untouched = new Set(["apiVersion", "kind"]);
  return fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((current, [at, one]) => {
      const all = places(current).filter(
        (path) => path.length > 0 && !untouched.has(String(path[0])) && String(path[1]) !== "name",
      );
      const path = all[at % Math.max(1, all.length)];
      return path ? changed(current, path, one) : current;
    }, object),
  );
}
