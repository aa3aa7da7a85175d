import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openFile } from "../../src/policy/manifests/manifest-parts.ts";
import { placesOf } from "../../src/policy/manifests/mentions.ts";
import { readScalar } from "../../src/policy/yaml/yaml-scalar.ts";
import { loadYaml } from "../../src/policy/yaml/yaml.ts";
import { parseManifests } from "../../src/policy/index.ts";
import { folders } from "./scope-files.ts";

describe("an unquoted word means what it means to kubectl", () => {
  test.each([
    ["on", true],
    ["Yes", true],
    ["y", true],
    ["TRUE", true],
    ["off", false],
    ["N", false],
    ["oN", "oN"],
    ["yess", "yess"],
    ["~", null],
    ["", null],
    ["Null", null],
    ["nil", "nil"],
    ["8080", 8080],
    ["+8080", 8080],
    ["8_080", 8080],
    [".2_5", 0.25],
    [".2__5", ".2__5"],
    [".25_", ".25_"],
    ["._25", "._25"],
    ["-0e7", 0],
    ["0b-101", -5],
    ["0B+1", "0B+1"],
    ["0777", 511],
    ["0o777", 511],
    ["08", 8],
    ["0x1F", 31],
    ["-0b11", -3],
    ["1e3", 1000],
    ["1E+3", 1000],
    [".5", 0.5],
    ["1.", 1],
    ["1e999", "1e999"],
    ["0x", "0x"],
    ["1.2.3", "1.2.3"],
    ["10.0.0.1", "10.0.0.1"],
    ["10.0.0.0/8", "10.0.0.0/8"],
    ["12:30", "12:30"],
    ["2026-11-02", "2026-11-02"],
    ["-", "-"],
    ["...", "..."],
    [".inf", Number.POSITIVE_INFINITY],
    ["-.Inf", Number.NEGATIVE_INFINITY],
    [".NaN", Number.NaN],
    ["web", "web"],
  ])("%s is %s", (word, value) => {
    expect(readScalar(word)).toEqual(value);
  });
});

describe("a document", () => {
  const valueOf = (text: string): unknown => {
    const loaded = loadYaml(text);
    return "value" in loaded ? loaded.value : loaded;
  };

  test("quoted words are text, tags say the type", () => {
    expect(valueOf(`a: "on"\nb: '8080'\nc: !!str 8080\nd: !!int "8080"\ne: !mine x\n`)).toEqual({
      a: "on",
      b: "8080",
      c: "8080",
      d: 8080,
      e: "x",
    });
  });

  test("keys are text whatever they look like: `on` is the key true", () => {
    expect(valueOf("on: a\n8080: b\n")).toEqual({ true: "a", "8080": "b" });
  });

  test("aliases and merge keys are followed", () => {
    expect(valueOf("a: &a {x: 1, z: 2}\nb: {<<: *a, z: 3}\nc: *a\n")).toEqual({
      a: { x: 1, z: 2 },
      b: { x: 1, z: 3 },
      c: { x: 1, z: 2 },
    });
  });

  test("aliases of aliases without end, and of themselves, are an error", () => {
    const bomb = "abcdefgh".replaceAll(/./g, (name) => {
      const before = String.fromCharCode(name.charCodeAt(0) - 1);
      const items = Array.from({ length: 9 }, () => (name === "a" ? "x" : `*${before}`));
      return `${name}: &${name} [${items.join(", ")}]\n`;
    });
    for (const text of [bomb, "a: &a [*a]\n"])
      expect(valueOf(text)).toMatchObject({ says: expect.stringContaining("alias") as string });
  });

  test("with many values and one alias is no such thing", () => {
    const many = Array.from({ length: 150_000 }, (_, index) => `- ${index}\n`).join("");
    expect(valueOf(`${many}- &a x\n- *a\n`)).toHaveLength(150_002);
  });

  test("a key twice is an error, with the line of the second", () => {
    expect(valueOf("a: 1\nb: 2\na: 3\n")).toEqual({ says: "duplicated mapping key", line: 2 });
  });
});

const list = (items: string) => `apiVersion: v1\nkind: List\nitems:\n${items}`;
const namesIn = (text: string) =>
  parseManifests(text, "x").objects.map(({ metadata }) => "name" in metadata && metadata.name);

describe("a List", () => {
  test("of which an item is broken gives the other items, and names the line", () => {
    const text = list(
      "- kind: A\n  metadata: {name: a}\n- kind: B\n  metadata: {name: [b}\n- kind: C\n  metadata: {name: c}\n",
    );
    const { unreadable } = parseManifests(text, "x");
    expect(namesIn(text)).toEqual(["a", "c"]);
    expect(unreadable).toMatchObject([{ file: "x", line: 7 }]);
  });

  test("whose items share anchors is read as a whole", () => {
    const text = list("- kind: A\n  metadata: &same\n    name: a\n- kind: B\n  metadata: *same\n");
    expect(openFile(text, "x").parts).toHaveLength(1);
    expect(namesIn(text)).toEqual(["a", "a"]);
  });

  test("with a quoted text that looks like an item is read as a whole", () => {
    const text = list(
      `- kind: A\n  metadata:\n    name: a\n    note: "x\n- kind: B"\n- kind: C\n  metadata: {name: c}\n`,
    );
    expect(openFile(text, "x").parts).toHaveLength(3);
    expect(namesIn(text)).toEqual(["a", "c"]);
  });

  test("of one kind gives that kind to its items", () => {
    const text = "kind: PodList\napiVersion: v1\nitems:\n- metadata:\n    name: a\n";
    expect(parseManifests(text, "x").objects).toMatchObject([{ kind: "Pod", apiVersion: "v1" }]);
  });

  test("without items is nothing", () => {
    for (const items of ["", "items: []\n", "items:\n"])
      expect(parseManifests(`kind: List\napiVersion: v1\n${items}`, "x").objects).toEqual([]);
  });
});

test("an error is named with its line in the file, behind comments, directives and other documents", () => {
  const text =
    "# one\n%YAML 1.1\n---\nkind: A\nmetadata: {name: a}\n...\n---\n\n- 1\n---\nkind: B\nmetadata: {name: a]\n";
  expect(parseManifests(text, "x").unreadable).toMatchObject([{ line: 9 }, { line: 12 }]);
  expect(namesIn(text)).toEqual(["a"]);
});

test("JSON is read as JSON, with the line of what is wrong in it", () => {
  expect(namesIn('{"kind": "A", "metadata": {"name": "\\u0061"}}')).toEqual(["a"]);
  expect(parseManifests('{"kind": "A",\n"metadata": {"name" 1}}', "x").unreadable).toMatchObject([
    { line: 2 },
  ]);
});

test("what a document's lines tell is what it says when parsed", () => {
  let told = 0;
  fc.assert(
    fc.property(folders, (files) => {
      for (const { text, file } of files)
        for (const { sketch, read } of openFile(text, file).parts) {
          if (!sketch) continue;
          told++;
          const [object] = read().objects;
          expect(object).toMatchObject({ kind: sketch.kind, apiVersion: sketch.apiVersion });
          expect(object?.metadata).toHaveProperty("name");
          expect(object && "namespace" in object.metadata ? object.metadata.namespace : undefined).toBe(
            sketch.namespace,
          );
        }
    }),
    { numRuns: 200 },
  );
  expect(told).toBeGreaterThan(200);
});

describe("a document whose lines may mislead tells nothing by them", () => {
  const metadata = (lines: string) => `kind: Pod\nmetadata:\n${lines}`;
  test.each([
    ["a quoted text that goes on", metadata(`  note: "x\n  namespace: other\n  "\n  name: a\n`)],
    ["a key twice", metadata("  namespace: a\n  namespace: b\n")],
    ["an alias", metadata("  name: &a a\n  namespace: *a\n")],
    ["a tag", metadata("  namespace: !!str a\n")],
    ["an escape", metadata(`  namespace: "\\u0061"\n`)],
    ["a number", metadata("  namespace: 8080\n")],
    ["flow style", "{kind: Pod, metadata: {namespace: a}}\n"],
    ["flow style inside", "kind: Pod\nmetadata: {namespace: a}\n"],
    ["a quoted key", `"kind": Pod\nmetadata:\n  namespace: a\n`],
    ["a quoted key inside", metadata(`  "namespace": a\n`)],
    ["a merge key", `<<: {kind: Pod}\nmetadata:\n  namespace: a\n`],
    ["a tab", "kind:\tPod\nmetadata:\n\tnamespace: a\n"],
    ["text behind the marker", "--- !Pod\nkind: Pod\nmetadata:\n  namespace: a\n"],
  ])("%s", (_, text) => {
    expect(openFile(text, "x").parts.map(({ sketch }) => sketch)).toEqual([undefined]);
  });
});

test("a name is found as it stands, before a suffix, and where an escape may hide it; inside other words it is not", () => {
  const holds = (text: string) => placesOf(text, ["web"]).length > 0;
  for (const text of [
    "web",
    "name: web\n",
    '"web"',
    "[web,",
    "web-7d9c5b8f4-x2x4z",
    String.raw`"\u0077eb"`,
    "w\\\neb",
  ])
    expect(holds(text), text).toBe(true);
  for (const text of ["webs", "my-web", "web.shop", "cobweb", "we b", String.raw`"a\nb"`])
    expect(holds(text), text).toBe(false);
});
