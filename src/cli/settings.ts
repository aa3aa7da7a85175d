import { ConfigError, loadCliConfig, notRead, type CliConfig } from "../config.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** What the environment sets. Complains of what nobody reads; throws UsageError that names what is wrong with it. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  { complain }: Pick<Terminal, "complain">,
): CliConfig {
  for (const line of notRead(environment)) complain(line);
  try {
    return loadCliConfig(environment);
  } catch (error) {
    throw error instanceof ConfigError ? new UsageError(error.message) : error;
  }
}
