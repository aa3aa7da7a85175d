import { ConfigError, loadCliConfig, type CliConfig } from "../config.ts";
import { UsageError } from "./usage.ts";

/** What the environment sets. Throws UsageError that names what is wrong with it. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): CliConfig {
  try {
    return loadCliConfig(environment);
  } catch (error) {
    throw error instanceof ConfigError ? new UsageError(error.message) : error;
  }
}
