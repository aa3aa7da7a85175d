import { readFileSync, statSync } from "node:fs";
import { rulesOfLists, type Rules } from "../../access/rule.ts";
import { readRules, RulesError } from "../../access/rules-file.ts";

export interface AccessSettings {
  readonly NETDIAG_ACCESS_FILE?: string | undefined;
  readonly NETDIAG_ALLOWED_CHANNELS: readonly string[];
  readonly NETDIAG_ALLOWED_USERS: readonly string[];
  readonly NETDIAG_ALLOWED_USER_GROUPS: readonly string[];
}

/**
 * The rules of the file, and those that the three lists stand for: what any of them allows is allowed. They are read once, at the
 * start; whoever changes them starts bot and worker anew.
 * @throws RulesError with the lines that are wrong and the way out
 */
export function loadRules(settings: AccessSettings): Rules {
  const { NETDIAG_ACCESS_FILE: file } = settings;
  const lists = rulesOfLists({
    channels: settings.NETDIAG_ALLOWED_CHANNELS,
    users: settings.NETDIAG_ALLOWED_USERS,
    userGroups: settings.NETDIAG_ALLOWED_USER_GROUPS,
  });
  return file === undefined ? lists : [...readRules(textOf(file), file), ...lists];
}

/** Rules of a thousand teams are a tenth of it; a file of 10 MB would keep the start busy for minutes: bytes. */
const mostBytes = 1024 * 1024;

function textOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > mostBytes) throw new Error(`${size} bytes are no rules, which have ${mostBytes} at most`);
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new RulesError(
      `The rules of who may ask cannot be read: ${error instanceof Error ? error.message : String(error)}\n` +
        `  NETDIAG_ACCESS_FILE=${file}: mount the file there, or leave the setting out and use the lists NETDIAG_ALLOWED_…`,
    );
  }
}
