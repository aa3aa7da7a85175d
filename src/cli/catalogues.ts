import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { faults } from "../faults/catalogue.ts";
import { tongueOf } from "../language/tongue.ts";
import { capabilities, entering } from "../model/capabilities.ts";
import type { HopKind } from "../model/hop.ts";
import type { Language } from "../model/question.ts";
import { catalogue as probes } from "../probes/index.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** Where on the way a fault can be, as people call it. */
const places: Readonly<Record<HopKind, string>> = {
  asking: "names and objects",
  source: "the source",
  service: "the Service",
  "node-out": "the source's node",
  tunnel: "the tunnel",
  underlay: "between nodes",
  "node-in": "the target's node",
  "pod-in": "the target's interface",
  socket: "the target's program",
  reply: "way back",
};

/**
 * The faults, one line each; or one fault's page, by `ND410`, `nd410` or `410`. Throws UsageError for a code nobody has.
 * @param pages the folder they are in, or in rooms of it.
 * @param language of titles and page.
 */
export async function showFaults(
  code: string | undefined,
  pages: string,
  language: Language,
  terminal: Terminal,
): Promise<number> {
  if (code === undefined) {
    const say = tongueOf(language);
    const lines = faults.map(
      (fault) =>
        `${fault.code}  ${say(fault.title)}  (${fault.at.map((kind) => say(places[kind])).join(" · ")})\n`,
    );
    terminal.print(lines.join(""));
    return 0;
  }
  terminal.print(await pageOf(faultCode(code), pages, language));
  return 0;
}

/** `ND410`, `nd410` or `410` as the catalogue has it. Throws UsageError for a code nobody has. */
export function faultCode(typed: string): string {
  const wanted = typed.toUpperCase().replace(/^(?=\d)/, "ND");
  if (!faults.some((fault) => fault.code === wanted))
    throw new UsageError(`There is no fault ${typed}. \`netdiag faults\` lists them.`);
  return wanted;
}

async function pageOf(code: string, folder: string, language: Language): Promise<string> {
  const prefix = `${code.toLowerCase()}-`;
  const files = await readdir(folder, { recursive: true });
  const page = files.find((name) => basename(name).startsWith(prefix) && editionOf(name) === language);
  if (page === undefined) throw new Error(`the page of ${code} is missing from this installation`);
  return await readFile(join(folder, page), "utf8");
}

/** `en` of `nd410-ingress-denied.md`, `zh` of `nd410-ingress-denied.zh.md`; undefined of what is no page. */
function editionOf(name: string): string | undefined {
  const found = /^[^.]+(?:\.([a-z]+))?\.md$/.exec(basename(name));
  return found ? (found[1] ?? "en") : undefined;
}

/** Every command that can ever run on a node: the security review on one screen. */
export function showProbes(terminal: Terminal): number {
  const width = Math.max(...probes.map(({ name }) => name.length));
  for (const { name, tool, at, why, sends, needs = [] } of probes) {
    const where = at === "both" ? "node, pod" : at;
    const needing = needs.length === 0 ? "" : ` Needs ${needs.join(", ")}.`;
    terminal.print(
      `${name.padEnd(width)}  ${tool.padEnd(20)}  ${where.padEnd(9)}  ${why}${sends === undefined ? "" : ` Sends ${sends}.`}${needing}\n`,
    );
  }
  terminal.print(
    `\nIn a pod's network each needs ${entering.join(" and ")} as well. Debug pods are root with these capabilities alone:\n`,
  );
  for (const [name, why] of Object.entries(capabilities)) terminal.print(`${name.padEnd(width)}  ${why}\n`);
  return 0;
}
