import { readFileSync, readdirSync } from "node:fs";
import { basename, dirname, join, normalize, relative } from "node:path";
import { expect, test } from "vitest";

/** Left may import right, and itself; nothing else. The README prints this table. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: ["zod"],
  question: ["model"],
  access: ["model"],
  policy: ["model"],
  netstack: ["model"],
  language: ["model", "faults"],
  report: ["model", "language"],
  watch: ["model"],
  "ports.ts": ["model"],
  resolve: ["model", "access", "ports.ts"],
  traffic: ["model"],
  probes: ["model", "netstack", "traffic"],
  journey: ["model", "probes", "netstack", "policy"],
  gates: ["model", "probes", "netstack", "policy", "journey"],
  faults: ["model", "probes", "netstack", "policy", "journey", "gates"],
  gather: ["model", "access", "probes", "netstack", "journey", "gates", "ports.ts"],
  judge: ["model", "probes", "netstack", "policy", "journey", "gates", "faults"],
  "diagnose.ts": ["access", "resolve", "gather", "judge", "journey", "probes", "report", "ports.ts", "model"],
  "capture.ts": [
    "access",
    "resolve",
    "gather",
    "journey",
    "probes",
    "traffic",
    "report",
    "ports.ts",
    "model",
  ],
  apply: ["model", "access", "ports.ts"],
  captures: ["model", "access", "ports.ts"],
  "answer.ts": ["ports.ts", "model", "resolve"],
  "adapters/*": ["ports.ts", "model", "access", "apply", "captures", "language", "report", "watch"],
  settings: ["question", "model"],
  "config.ts": ["settings"],
};

/** Inside a folder of rooms, the same: left may import right, and itself. */
const mayImportWithin: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  netstack: {
    numbers: [],
    rules: ["numbers"],
    seen: ["numbers"],
    kernel: ["numbers", "rules", "seen"],
    iptables: ["numbers", "rules", "kernel"],
    nft: ["numbers", "rules"],
    enforcers: ["rules", "kernel"],
  },
  journey: {
    machine: [],
    rules: ["machine"],
    way: ["machine", "rules"],
    packets: ["machine", "way"],
    services: ["machine", "rules", "way", "packets"],
    names: ["machine", "services"],
    hops: ["machine", "rules", "way", "packets", "services"],
    policies: ["machine", "rules", "hops"],
  },
  policy: {
    calico: [],
    yaml: [],
    objects: ["calico", "yaml"],
    match: ["calico", "objects"],
    adapters: ["calico", "objects", "match"],
    translation: ["objects", "match"],
    verdict: ["calico", "objects", "match", "translation"],
    reach: ["calico", "objects", "match", "verdict"],
    explain: ["calico", "objects", "match", "adapters", "translation", "verdict", "reach"],
    fix: ["calico", "objects", "match", "adapters", "translation", "verdict", "reach", "explain"],
    manifests: ["yaml", "objects", "adapters", "translation"],
    question: ["objects", "match", "translation"],
  },
  probes: {
    text: [],
    state: ["text"],
    rules: ["text"],
    counters: ["text", "rules"],
    capture: ["text"],
    senders: ["text"],
  },
};

/** Composition roots may import anything of ours. */
const roots = new Set(["bot.ts", "worker.ts", "worker", "judging-thread.ts", "cli.ts", "cli"]);

/** Packages a pure folder may use: computation only, no network. */
const purePackages = new Set(["zod", "ipaddr.js", "js-yaml", "yaml", "fastest-levenshtein", "rfc6902"]);
const packagesOf: Readonly<Record<string, readonly string[]>> = {
  report: ["yaml", "@slack/types", "node:crypto"],
  netstack: ["node:crypto"],
  apply: ["node:crypto"],
};

const src = join(import.meta.dirname, "..", "src");

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sources(join(folder, entry.name))
      : entry.name.endsWith(".ts")
        ? [join(folder, entry.name)]
        : [],
  );
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/^\s*(?:import|export)\b[^;]*?from\s+"([^"]+)"|^import\s+"([^"]+)"/gm)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
}

function roomOf(file: string): string {
  const parts = relative(src, file).split("/");
  return parts[0] === "adapters" ? `adapters/${parts[1] ?? ""}` : (parts[0] ?? "");
}

test("every import of src is allowed by the table", () => {
  const offences: string[] = [];
  for (const file of sources(src)) {
    const room = roomOf(file);
    if (roots.has(room)) continue;
    const isAdapter = room.startsWith("adapters/");
    const allowed = mayImport[isAdapter ? "adapters/*" : room];
    if (!allowed) {
      offences.push(`${relative(src, file)}: ${room} is not in the table`);
      continue;
    }
    for (const specifier of importsOf(file)) {
      if (specifier.startsWith(".")) {
        const target = roomOf(normalize(join(dirname(file), specifier)));
        if (target !== room && !allowed.includes(target))
          offences.push(`${relative(src, file)} imports ${specifier}`);
      } else if (!isAdapter) {
        const fine = purePackages.has(specifier) || packagesOf[room]?.includes(specifier) === true;
        if (!fine) offences.push(`${relative(src, file)} imports ${specifier}`);
      }
    }
  }
  expect(offences).toEqual([]);
});

test.each(Object.entries(mayImportWithin))(
  "inside %s every import is allowed by the table of its rooms",
  (folder, rooms) => {
    const inside = join(src, folder);
    const found = new Set<string>();
    const offences: string[] = [];
    for (const file of sources(inside)) {
      const [room = "", ...rest] = relative(inside, file).split("/");
      if (rest.length === 0) continue;
      found.add(room);
      for (const specifier of importsOf(file)) {
        const target = relative(inside, normalize(join(dirname(file), specifier))).split("/");
        const [other = ""] = target;
        if (!specifier.startsWith(".") || other === ".." || target.length === 1 || other === room) continue;
        if (rooms[room]?.includes(other) !== true)
          offences.push(`${relative(src, file)} imports ${specifier}`);
      }
    }
    expect(offences).toEqual([]);
    expect([...found].sort()).toEqual(Object.keys(rooms).sort());
  },
);

test("of the faults, language reads translations alone", () => {
  const offences = sources(join(src, "language")).flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.includes("/faults/") && basename(specifier) !== "chinese.ts")
      .map((specifier) => `${relative(src, file)} imports ${specifier}`),
  );
  expect(offences).toEqual([]);
});

test("no file of src imports itself in a circle", () => {
  const graph = new Map(
    sources(src).map((file) => [
      file,
      importsOf(file)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => normalize(join(dirname(file), specifier))),
    ]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) {
      circles.push(
        [...trail.slice(trail.indexOf(file)), file].map((name) => relative(src, name)).join(" → "),
      );
      return;
    }
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

test("only the composition roots and adapters touch the process", () => {
  const offences = sources(src)
    .filter((file) => !roots.has(roomOf(file)) && !roomOf(file).startsWith("adapters/"))
    .filter((file) => /\bprocess\.|\bfetch\(|\bsetTimeout\(|\bsetInterval\(/.test(readFileSync(file, "utf8")))
    .map((file) => relative(src, file));
  expect(offences).toEqual([]);
});

test("no fault knows another: a fault's file holds its own code and no other, gates and what faults share hold none", () => {
  const codes = (file: string): readonly string[] =>
    [...readFileSync(file, "utf8").matchAll(/ND\d{3}/g)].map(([code]) => code);
  const offences = [...sources(join(src, "faults")), ...sources(join(src, "gates"))].flatMap((file) => {
    const own = /^(nd\d{3})-/.exec(basename(file))?.[1]?.toUpperCase();
    const others = new Set(codes(file).filter((code) => code !== own));
    return [...others].map((code) => `${relative(src, file)} speaks of ${code}`);
  });
  expect(offences).toEqual([]);
});

test("only the list of faults imports a fault", () => {
  const offences = sources(src)
    .filter((file) => relative(src, file) !== "faults/catalogue.ts")
    .flatMap((file) =>
      importsOf(file)
        .filter((specifier) => /^nd\d{3}-/.test(basename(specifier)))
        .map((specifier) => `${relative(src, file)} imports ${specifier}`),
    );
  expect(offences).toEqual([]);
});
