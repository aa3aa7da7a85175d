import { expect, test } from "vitest";
import type { z } from "zod";
import { variables } from "../../src/config.ts";
import { aboutVariable } from "../../src/settings/about.ts";
import { text } from "./manifests.ts";

test("the page about running it lists every variable as its schema has it: who reads it, its default, what it is for", () => {
  const rows = text("deploy/README.md")
    .split("\n")
    .filter((line) => /^\| `[A-Z][A-Z_]+` /.test(line));
  const cells = rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim())
      .join(" | "),
  );
  const names = [...new Set(Object.values(variables).flatMap((shape) => Object.keys(shape)))];
  const due = names.map((name) => {
    const readers = Object.keys(variables).filter((program) => name in (variables[program] ?? {}));
    const [first = "", ...others] = readers;
    const defaultIn = (program: string): string => defaultOf(variables[program]?.[name]);
    const differing = others.filter((program) => defaultIn(program) !== defaultIn(first));
    const defaults = [defaultIn(first), ...differing.map((program) => `${program}: ${defaultIn(program)}`)];
    const { purpose } = aboutVariable(variables[first]?.[name]);
    return [`\`${name}\``, readers.join(", "), defaults.join("; "), purpose].join(" | ");
  });
  expect(cells.sort()).toEqual(due.sort());
});

/** What holds where a variable is not set: `60`, `none`, `must be set`. */
function defaultOf(schema: z.ZodType | undefined): string {
  const unset = schema?.safeParse(undefined);
  if (!unset?.success) return "must be set";
  const isNone = unset.data === undefined || (Array.isArray(unset.data) && unset.data.length === 0);
  return isNone ? "none" : `\`${JSON.stringify(unset.data).replaceAll('"', "")}\``;
}
