/** The catalogue of faults is complete: every fault has its place, its page, its words and at least one scenario. */
import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { faults } from "../src/faults/catalogue.ts";
import { tongueOf } from "../src/language/tongue.ts";
import type { HopKind } from "../src/model/hop.ts";
import { pathPosition } from "../src/judge/path-order.ts";
import { scenarios } from "./scenarios/index.ts";

const folder = new URL("../src/faults/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  /^nd\d/.test(basename(name)),
);
const sources = files.filter((name) => name.endsWith(".ts"));
const pages = files.filter((name) => /^[^.]+\.md$/.test(basename(name)));
const chinese = files.filter((name) => name.endsWith(".zh.md"));

const headings = [
  "What you see",
  "What is wrong",
  "How netdiag knows",
  "Fix",
  "When this is not the cause",
] as const;

const chineseHeadings = ["现象", "问题所在", "netdiag 如何判断", "修复方法", "什么时候不是这个原因"] as const;

const say = tongueOf("zh");

/** The files of a code, in one of the two lists. */
function filesOf(code: string, among: readonly string[]): readonly string[] {
  return among.filter((name) => basename(name).startsWith(`${code.toLowerCase()}-`));
}

function read(name: string): string {
  return readFileSync(new URL(name, folder), "utf8");
}

/** The codes that a page names, each as often as it does. */
function codesIn(page: string): readonly string[] {
  return [...page.matchAll(/ND\d{3}/g)].map(([code]) => code).sort();
}

describe("the list", () => {
  test("has each code once, ascending, so that it reads in path order", () => {
    const codes = faults.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).toEqual([...codes].sort());
    expect(codes.filter((code) => !/^ND\d{3}$/.test(code))).toEqual([]);
  });

  test("has each title once", () => {
    expect(new Set(faults.map(({ title }) => title)).size).toBe(faults.length);
  });

  test("leaves no fault's file out", () => {
    const listed = faults.flatMap(({ code }) => filesOf(code, sources));
    expect([...listed].sort()).toEqual([...sources].sort());
  });

  test("leaves no page without its fault", () => {
    const listed = faults.flatMap(({ code }) => filesOf(code, pages));
    expect([...listed].sort()).toEqual([...pages].sort());
  });
});

describe.each(faults.map((fault) => [fault.code, fault] as const))("%s", (code, fault) => {
  test("lives in one file that starts with its code, in lower case", () => {
    const [source, ...others] = filesOf(code, sources);
    expect(others).toEqual([]);
    expect(read(source ?? "")).toContain(`code: "${code}"`);
  });

  test("has a page beside it, of the same name, whose title is its own", () => {
    const [source = ""] = filesOf(code, sources);
    const page = source.replace(/\.ts$/, ".md");
    expect(pages).toContain(page);
    expect(read(page).split("\n", 1)[0]).toBe(`# ${code} ${fault.title}`);
  });

  test("has a page with all headings in order, something under each, and no more than a tired person reads", () => {
    const [page = ""] = filesOf(code, pages);
    const text = read(page);
    const found = [...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(found).toEqual(headings);
    const bodies = text.split(/^## .*$/gm).slice(1);
    expect(bodies.filter((body) => body.trim().length < 20)).toEqual([]);
    const lines = text.trimEnd().split("\n").length;
    expect(lines).toBeGreaterThanOrEqual(12);
    expect(lines).toBeLessThanOrEqual(40);
  });

  test("has a Chinese page beside it, of the same name", () => {
    const [source = ""] = filesOf(code, sources);
    expect(chinese).toContain(source.replace(/\.ts$/, ".zh.md"));
  });

  test("is asked at hops of the path, each once, in path order", () => {
    expect(fault.at.length).toBeGreaterThan(0);
    expect(new Set(fault.at).size).toBe(fault.at.length);
    expect(fault.at.map(pathPosition)).not.toContain(-1);
  });

  test("says of every need what it is", () => {
    const needs = "stop" in fault ? [fault.stop, ...Object.values(fault.tells)] : Object.values(fault.needs);
    const names = needs.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => name.trim() === "")).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("hides something from netdiag if its code begins with 9, and foretells something of the packets otherwise", () => {
    expect(fault.foretells === "hides").toBe(code.startsWith("ND9"));
  });

  test("has a scenario that expects it as the cause, or as what is found beside a proven path", () => {
    const own = scenarios.filter(
      ({ expect: wanted }) => wanted.cause === code || wanted.finds?.code === code,
    );
    expect(
      own.map(({ name }) => name),
      `${code} is never shown on the lab: add test/scenarios/${code.toLowerCase()}-….ts`,
    ).not.toEqual([]);
  });

  test("is expected where it can be found", () => {
    const hops = scenarios
      .filter(({ expect: { cause } }) => cause === code)
      .flatMap(({ expect: { hopKind } }) => (hopKind === undefined ? [] : [hopKind]));
    // What stops the name look-ups on their own way is told at the names, wherever it stands.
    const stops = fault.foretells === "stops" || fault.foretells === "diverts";
    const at: readonly HopKind[] = stops ? [...fault.at, "asking"] : fault.at;
    expect(hops.filter((hop) => !at.some((kind) => kind === hop))).toEqual([]);
  });
});

describe.each(chinese)("%s", (name) => {
  const text = read(name);

  test("stands beside the English page, under the fault's title in Chinese", () => {
    const english = name.replace(/\.zh\.md$/, ".md");
    expect(pages).toContain(english);
    const [, code, title = ""] = /^# (ND\d{3}) (.*)$/m.exec(read(english)) ?? [];
    expect(text.split("\n", 1)[0]).toBe(`# ${code} ${say(title)}`);
    expect(say(title)).not.toBe(title);
  });

  test("has the same headings, something in Chinese under each, and no more than a tired person reads", () => {
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(chineseHeadings);
    const bodies = text.split(/^## .*$/gm).slice(1);
    expect(bodies.filter((body) => !/\p{Script=Han}/u.test(body))).toEqual([]);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  });

  test("leads to the same other faults", () => {
    expect(codesIn(text)).toEqual(codesIn(read(name.replace(/\.zh\.md$/, ".md"))));
  });
});

describe("the scenarios", () => {
  const names = scenarios.map(({ name }) => name);
  const written = readdirSync(new URL("scenarios/", import.meta.url)).filter((name) =>
    /^(nd\d|healthy)/.test(name),
  );

  test("have each name once, in path order", () => {
    expect(new Set(names).size).toBe(names.length);
    const codes = names.map((name) => name.split("-", 1)[0] ?? "");
    const ordered = codes.filter((code) => code !== "healthy");
    expect(ordered).toEqual([...ordered].sort());
  });

  test("are all listed, under the name of their file", () => {
    expect([...names].sort()).toEqual(written.map((name) => name.replace(/\.ts$/, "")).sort());
  });

  test("are named after the cause they expect", () => {
    const wrong = scenarios.filter(({ name, expect: { cause, finds } }) => {
      const codes = [cause, finds?.code].flatMap((code) => code?.toLowerCase() ?? []);
      return codes.length > 0 && !codes.some((code) => name.startsWith(`${code}-`));
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
