/**
 * npm run demo: a cluster, a Slack, a Redis, the bot and a worker, all on this machine and all real but the Slack. Asks
 * why ingress-nginx cannot reach productpage, applies the fix it is given, presses Re-check; or, with --rules, asks as
 * those whom a file of rules is about.
 */
import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { resolve } from "node:path";
import { installMissing } from "../../scripts/system-tools.ts";
import { loadRules } from "../../src/adapters/access-file/access-file.ts";
import type { Rules } from "../../src/access/rule.ts";
import { nameOf, numberOf, optionsOr } from "../command-line.ts";
import type { Fault } from "../fake-slack/limits.ts";
import { readFault } from "./faults.ts";
import { orphaned } from "./parents.ts";
import type { Stage } from "./stage.ts";

const help = `npm run demo [-- OPTIONS]

Starts a cluster of network namespaces, a Slack with a page to look at it, Redis, the bot and a worker on this machine;
you need none of your own. Without --rules @mei asks why ingress-nginx cannot reach productpage, the suggested fix is
applied, and she presses Re-check. Then all of it stays up, to ask more on the page, until Ctrl-C. Nothing is left behind.

  --page                asks nothing itself: the page is yours (npm run dev:slack)
  --fault METHOD:WHAT   what goes wrong in the Slack, several times if you like: chat.update:429 (a wait of ten seconds, each
                        time), chat.postMessage:500*3 (three times), chat.postMessage:lost (carried out, never answered),
                        chat.update:is_archived (refused with that word), *:500 (every method)
  --no-limits           the Slack takes as much at once as comes
  --once                end when that is over
  --rules FILE          the rules of NETDIAG_ACCESS_FILE (their form: deploy/base/access.yaml). Whoever they name is in
                        the Slack; one whom each rule lets in asks, and one whom none names, and what each of them is
                        told is printed: an answer, or who may
  --ask WORDS           with --rules: what they ask, several times if you like, as --ask 'demo/client -> test/reviews:9080'
                        (default: ingress-nginx -> productpage)
  --cluster NAME        what the cluster is called, for rules with clusters (default: prod-1)
  --logs FILE           appends what bot and worker write, log and audit
  --backend nft|legacy  which iptables the lab's nodes use (default nft)
  --port N              port of the fake Slack's page (default: a free one)
  --help

Ends with 1 when something went wrong, 64 for other options.
`;

const values = optionsOr(help, {
  page: { type: "boolean", default: false },
  fault: { type: "string", multiple: true },
  "no-limits": { type: "boolean", default: false },
  once: { type: "boolean", default: false },
  rules: { type: "string" },
  ask: { type: "string", multiple: true },
  cluster: { type: "string" },
  logs: { type: "string" },
  backend: { type: "string", default: "nft" },
  port: { type: "string", default: "0" },
});

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A path as it was typed, in the folder where it was typed: npm runs this in another one. */
function typed(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

async function main(): Promise<number> {
  const backend = nameOf("backend", values.backend, ["nft", "legacy"]);
  const port = numberOf("port", values.port, 0);
  const file = values.rules === undefined ? undefined : typed(values.rules);
  const rules = file === undefined ? undefined : rulesOf(file);
  if (rules === "wrong") return 1;
  if (rules === undefined && values.ask !== undefined) {
    process.stderr.write("--ask goes with --rules; without it ask on the page. See --help.\n");
    return 64;
  }
  const faults = faultsOf(values.fault ?? []);
  if (faults === "wrong") return 64;
  const purposes = ["lab", ...(process.env["REDIS_URL"] ? [] : ["queue" as const])] as const;
  if (installMissing(print, purposes).length > 0) return 1;
  // Only now: the lab looks for its tools when it is loaded.
  const [{ stage, incidentWords }, { peopleFor, tryRules, workspaceFor }] = await Promise.all([
    import("./stage.ts"),
    import("./rules.ts"),
  ]);
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), orphaned()]);
  const logs = values.logs === undefined ? undefined : typed(values.logs);
  const demo = await stage({
    backend,
    port,
    print,
    rateLimits: !values["no-limits"],
    ...(values.cluster !== undefined && { cluster: values.cluster }),
    ...(rules && { workspace: workspaceFor(rules) }),
    ...(file !== undefined && { access: { NETDIAG_ACCESS_FILE: file } }),
    ...(logs !== undefined && {
      onOutput: (text: string) => {
        appendFileSync(logs, text);
      },
    }),
  });
  try {
    for (const fault of faults) demo.slack.limits.inject(fault);
    const played = values.page
      ? Promise.resolve()
      : rules
        ? tryRules(demo.slack, peopleFor(rules), values.ask ?? [incidentWords], print)
        : demo.play();
    const isPlayed = await Promise.race([played.then(() => true), interrupted.then(() => false)]);
    if (isPlayed && !values.once) {
      invite(demo, rules);
      await interrupted;
    }
    return 0;
  } finally {
    await demo.stop();
  }
}

/** Told before anything is started. */
function faultsOf(written: readonly string[]): readonly Fault[] | "wrong" {
  try {
    return written.map(readFault);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return "wrong";
  }
}

/** Told before anything is started. */
function rulesOf(file: string): Rules | "wrong" {
  const none = { NETDIAG_ALLOWED_CHANNELS: [], NETDIAG_ALLOWED_USERS: [], NETDIAG_ALLOWED_USER_GROUPS: [] };
  try {
    return loadRules({ NETDIAG_ACCESS_FILE: file, ...none });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return "wrong";
  }
}

function invite({ page, kubeconfig }: Stage, rules: Rules | undefined): void {
  const as = rules ? "choose there as whom, and in which channel" : 'try "/netdiag demo/client -> shop"';
  print(`The lab stays up. Ask more on ${page} (${as}), Ctrl-C ends everything.`);
  print(`kubectl works too: kubectl --kubeconfig ${kubeconfig} get pods -A`);
}

try {
  process.exit(await main());
} catch (error) {
  process.stderr.write(
    `the demo failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
