/** Every scenario: whatever the files `healthy-….ts` and `ndXXX-….ts` of this folder export, in path order. */
import { readdirSync } from "node:fs";
import type { Scenario } from "./scenario.ts";

const files = readdirSync(import.meta.dirname).filter((name) => /^(?:healthy|nd\d{3})-.*\.ts$/.test(name));

export const scenarios: readonly Scenario[] = (await Promise.all(files.sort().map(scenariosOf))).flat();

/** Throws where a file has none: it would look as if it were played. */
async function scenariosOf(file: string): Promise<readonly Scenario[]> {
  const exported: unknown = await import(/* @vite-ignore */ `./${file}`);
  const found = Object.values(exported ?? {}).filter(isScenario);
  if (found.length === 0) throw new Error(`test/scenarios/${file} exports no scenario: see defineScenario`);
  return found;
}

function isScenario(value: unknown): value is Scenario {
  return (
    typeof value === "object" && value !== null && "break" in value && "heal" in value && "expect" in value
  );
}
