/** README has two editions, which tell the same: nothing is added to one of them, and no figure is changed in one alone. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../", import.meta.url);

interface Edition {
  readonly text: string;
  readonly at: URL;
}

function edition(name: string): Edition {
  const at = new URL(name, root);
  return { text: readFileSync(at, "utf8"), at };
}

const english = edition("README.md");
const chinese = edition("docs/README.zh.md");

function found(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([whole, group]) => group ?? whole);
}

const codeBlocks = ({ text }: Edition): readonly string[] => found(text, /^```\w*\n([^]*?)^```$/gm);

/** Without code blocks, whose comments may look like headings, and without where links lead. */
function prose({ text }: Edition): string {
  return text.replace(/^```[^]*?^```$/gm, "").replace(/\]\([^)]*\)/g, "]");
}

/** Each edition leads to the other, which is not counted. */
function links({ text, at }: Edition): readonly string[] {
  return found(text, /\]\(([^)]*)\)/g)
    .map((link) => new URL(link, at).href)
    .filter((link) => link !== english.at.href && link !== chinese.at.href)
    .sort();
}

/** Cells of each line of each table, so `3 3 3` is a table of three columns and two rows; a bar in code is no border. */
function tables(text: Edition): readonly string[] {
  return found(prose(text).replace(/`[^`\n]*`/g, "code"), /(?:^\|.*\n)+/gm).map((table) =>
    table
      .trimEnd()
      .split("\n")
      .map((line) => line.split("|").length - 2)
      .join(" "),
  );
}

test("both editions lead to each other in their first lines", () => {
  expect(english.text.split("\n").slice(0, 4)).toContain("[中文](docs/README.zh.md)");
  expect(chinese.text.split("\n").slice(0, 4)).toContain("[English](../README.md)");
});

test("both have the same headings, by depth, and the Chinese one's are Chinese", () => {
  const depths = (text: Edition): readonly string[] => found(prose(text), /^(#+) /gm);
  expect(depths(chinese)).toEqual(depths(english));
  expect(found(prose(chinese), /^## .*$/gm).filter((heading) => !/\p{Script=Han}/u.test(heading))).toEqual(
    [],
  );
});

test("both have the same tables, steps and points", () => {
  expect(tables(chinese)).toEqual(tables(english));
  const items = (text: Edition): readonly string[] => found(prose(text), /^(-|\d+\.) /gm);
  expect(items(chinese)).toEqual(items(english));
});

test("both show the same commands and the same files, whatever is said beside them", () => {
  const names = (block: string): readonly string[] =>
    found(block.replace(/ +#.*$/gm, ""), /[\w.-]*(?:\.ts|\/)|^n.*$/gm);
  expect(codeBlocks(chinese).map(names)).toEqual(codeBlocks(english).map(names));
});

test("both lead to the same places", () => {
  expect(links(chinese)).toEqual(links(english));
});

test("both have the same figures", () => {
  const figures = (text: Edition): readonly string[] => found(prose(text), /\d+(?:[.,]\d+)*/g).toSorted();
  expect(figures(chinese)).toEqual(figures(english));
});

test("both name the same commands, settings and fields", () => {
  const codes = (text: Edition): readonly string[] =>
    found(prose(text).replace(/\s+/g, " "), /`[^`]+`/g).toSorted();
  expect(codes(chinese)).toEqual(codes(english));
});
