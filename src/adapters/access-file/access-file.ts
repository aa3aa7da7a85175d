import { readFileSync, statSync } from "node:fs";
import { rulesOfLists, type Rules } from "../../access/rule.ts";
import { readAccess, RulesError, type AccessFile } from "../../access/rules-file.ts";

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
  return loadAccess(settings).rules;
}

/** The same, and which cluster and namespace a channel asks about. Throws RulesError. */
export function loadAccess(settings: AccessSettings): AccessFile {
  const { NETDIAG_ACCESS_FILE: file } = settings;
  const lists = rulesOfLists({
    channels: settings.NETDIAG_ALLOWED_CHANNELS,
    users: settings.NETDIAG_ALLOWED_USERS,
    userGroups: settings.NETDIAG_ALLOWED_USER_GROUPS,
  });
  if (file === undefined) return { rules: lists, channels: {} };
  const { rules, channels } = readAccess(textOf(file), file);
  return { rules: [...rules, ...lists], channels };
}

/**
 * The same for a bot, which knows which clusters there are.
 * @throws RulesError also where a channel asks about a cluster that is none of them
 */
export function accessOf(
  settings: AccessSettings & {
    readonly NETDIAG_CLUSTER_NAME: string;
    readonly NETDIAG_CLUSTERS: readonly string[];
  },
): AccessFile {
  const access = loadAccess(settings);
  const known = [settings.NETDIAG_CLUSTER_NAME, ...settings.NETDIAG_CLUSTERS];
  for (const [channel, { cluster }] of Object.entries(access.channels))
    if (cluster !== undefined && !known.includes(cluster))
      throw new RulesError(
        `${settings.NETDIAG_ACCESS_FILE ?? ""}: channels.${channel}.cluster: there is no cluster ${cluster}; there are ${known.join(", ")} ` +
          `(NETDIAG_CLUSTER_NAME and NETDIAG_CLUSTERS of the bot)`,
      );
  return access;
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
