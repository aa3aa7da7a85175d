import fc from "fast-check";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What may stand in the place of any value: absent, empty, of another type, out of range, unknown, and far too long. */
const values: readonly (Json | undefined)[] = [
  undefined,
  null,
  "",
  "0",
  0,
  -1,
  65_536,
  1.5,
  1e300,
  true,
  [],
  {},
  [null],
  [{}],
  "Unknown",
  "unheard-of",
  "10.0.0.300",
  "0.0.0.0/0",
  "::/0",
  "fe80::1%eth0",
  "a".repeat(10_000),
  "ü \u0000 \u202e",
  { matchLabels: null },
];

/** Labels and annotations that somebody's controller writes: names like fields, values like addresses. */
const foreign: readonly (readonly [string, string])[] = [
  ["node.alpha.kubernetes.io/ttl", "0"],
  ["example.com/address", "10"],
  ["projectcalico.org/IPv4Address", "not an address"],
  ["projectcalico.org/IPv4VXLANTunnelAddr", ""],
  ["flannel.alpha.coreos.com/public-ip", "[]"],
  ["cni.projectcalico.org/podIPs", "10.0.0.300/32"],
  ["k8s.v1.cni.cncf.io/network-status", "[{"],
  ["kubernetes.io/metadata.name", "another"],
  ["kubesphere.io/workspace", ""],
  ["app", "ü"],
  ["constructor", "__proto__"],
  ["__proto__", "0"],
  ["example.com/long", "x".repeat(5_000)],
];

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

type Change = (value: Json, at: number) => Json;

/** Every place inside a value, as the keys that lead there. */
function placesIn(value: Json, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((item: Json, index) => placesIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => placesIn(item, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function changedAt(
  value: Json,
  path: readonly (string | number)[],
  change: (old: Json) => Json | undefined,
): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index): Json[] => {
      const next = index === key ? changedAt(item, rest, change) : item;
      return next === undefined ? [] : [next];
    });
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]): [string, Json][] => {
      const next = name === String(key) ? changedAt(item, rest, change) : item;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}

function somewhere(change: (old: Json) => Json | undefined): Change {
  return (value, at) => {
    const places = placesIn(value);
    const place = places[Math.floor(at * places.length)];
    return place === undefined ? value : (changedAt(value, place, change) ?? null);
  };
}

function inMetadata(field: "labels" | "annotations", [name, text]: readonly [string, string]): Change {
  return (value) =>
    changedAt(value, ["metadata"], (old) => {
      if (typeof old !== "object" || old === null || Array.isArray(old)) return old;
      const entries = Object.entries(old);
      const known = entries.find(([key]) => key === field)?.[1];
      const own = typeof known === "object" && known !== null ? Object.entries(known) : [];
      return Object.fromEntries([...entries, [field, Object.fromEntries([...own, [name, text]])]]);
    }) ?? null;
}

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...values).map((value) => somewhere(() => value)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Change>(
      somewhere((old) => (typeof old === "number" ? String(old) : old)),
      somewhere((old) => (typeof old === "string" && /^\d+$/.test(old) ? Number(old) : [old])),
      somewhere((old) => (isList(old) ? [...old, ...old] : old)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("labels" as const, "annotations" as const), fc.constantFrom(...foreign))
      .map(([field, entry]) => inMetadata(field, entry)),
  },
);

/** An object of the API with a few things changed. */
export function mutatedObject(object: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  return fc
    .tuple(object, fc.array(fc.tuple(change, place), { minLength: 1, maxLength: 4 }))
    .map(([whole, changes]) => changes.reduce<Json>((sofar, [how, at]) => how(sofar, at), whole as Json));
}
