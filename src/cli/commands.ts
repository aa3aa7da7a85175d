/**
 * What the command line understands. Each command loads its own code when it is asked: what this file imports, every one of
 * them waits for.
 */
import { setFlagsFromString } from "node:v8";
import type { ConnectionOptions } from "../adapters/kubernetes/connection.ts";
import { mostSeconds, usualSeconds } from "../model/capture-seconds.ts";
import type { CommandLine, OptionName } from "./options.ts";
import type { PolicyOptions } from "./policy.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";

/** Where a command runs. */
export interface Surroundings {
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** The folder of the faults' pages. */
  readonly pages: string;
}

export interface Command {
  /** `why`, `policy diff`. */
  readonly name: string;
  readonly takes: string;
  readonly about: string;
  readonly options: { readonly [Name in OptionName]?: string };
  /** What else its help says. */
  readonly more: string;
  /** Resolves to the exit code. Throws UsageError. */
  run(line: CommandLine, surroundings: Surroundings): Promise<number>;
}

const ends = `A and B are names (productpage, test/productpage, deploy/shop, svc/web,
node/node1, web.shop.svc.cluster.local), addresses, or a host outside.`;
const ofCluster = {
  kubeconfig: "default: KUBECONFIG, ~/.kube/config, the pod's account",
  context: "context of the kubeconfig",
  cluster: "the same, as one says it in Slack",
};
const ofLanguage = { language: "default: the question's, else that of the terminal (LC_ALL, LANG)" };
const from = "YAML and JSON files, or one of them, or - for what is piped in; workloads stand for their pods";

const why: Command = {
  name: "why",
  takes: "A to B[:port][/udp]",
  about: "ask; sends a few packets, changes nothing",
  options: {
    json: "the report as JSON",
    save: "keep the whole run for replay",
    quiet: "no progress on stderr",
    ...ofLanguage,
    ...ofCluster,
  },
  more: `${ends}

Exit codes: 0 reachable, 1 blocked (wholly or in part), 2 could not tell.

Examples:
  netdiag why ingress-nginx to test/productpage:9080
  netdiag why demo/client to kube-dns:53/udp --save run.json`,
  async run({ words, values }, { environment, terminal, signal }) {
    if (words.length === 0) throw new UsageError("Ask like: netdiag why ingress-nginx to test/productpage");
    // What a question leaves for the garbage is short-lived: room for it need not grow. Saves an eighth of the memory.
    setFlagsFromString("--semi-space-growth-factor=1");
    const { save, kubeconfig, context } = values;
    const [asking, { readSettings }, { speakingOf }] = await Promise.all([
      import("./why.ts"),
      import("./settings.ts"),
      import("./language.ts"),
    ]);
    const asked = {
      speaking: speakingOf(values.language, environment),
      words: words.join(" "),
      json: values.json === true,
      quiet: values.quiet === true,
      ...(save === undefined ? {} : { save }),
      ...(kubeconfig === undefined ? {} : { kubeconfig }),
      ...(context === undefined ? {} : { context }),
    };
    return await asking.why(asked, readSettings(environment, terminal), terminal, signal);
  },
};

const capture: Command = {
  name: "capture",
  takes: "A to B[:port][/udp]",
  about:
    "watch what passes between two ends on the nodes of both; headers only; sends a few packets, changes nothing",
  options: {
    seconds: `how long, 1 to ${mostSeconds}; default: ${usualSeconds}`,
    write: "keep the packets' headers as a pcapng file, for tcpdump and Wireshark",
    overwrite: "write even where there is such a file",
    json: "what was seen as JSON",
    quiet: "no progress on stderr",
    ...ofLanguage,
    ...ofCluster,
  },
  more: `${ends}

Ctrl-C ends it early and keeps what was seen. No byte of what programs say to each
other is kept. netdiag's own packets, at the beginning, are told apart.

Exit codes: 0 packets were seen, 1 none was, 2 no node could be watched.

Examples:
  netdiag capture ingress-nginx to test/productpage:9080
  netdiag capture demo/client to kube-dns:53/udp --seconds 60 --write dns.pcapng`,
  async run({ words, values }, { terminal, environment, signal }) {
    if (words.length === 0)
      throw new UsageError("Ask like: netdiag capture ingress-nginx to test/productpage:9080");
    const seconds = Number(values.seconds ?? usualSeconds);
    if (!/^\d+$/.test(values.seconds ?? "1") || seconds < 1 || seconds > mostSeconds)
      throw new UsageError(
        `--seconds takes a whole number from 1 to ${mostSeconds}: netdiag capture ${words.join(" ")} --seconds ${usualSeconds}`,
      );
    if (values.overwrite === true && values.write === undefined)
      throw new UsageError("--overwrite says what to do with the file of --write FILE, which is missing.");
    const { write, kubeconfig, context } = values;
    const [asking, { readSettings }, { speakingOf }] = await Promise.all([
      import("./capture.ts"),
      import("./settings.ts"),
      import("./language.ts"),
    ]);
    const asked = {
      speaking: speakingOf(values.language, environment),
      words: words.join(" "),
      seconds,
      overwrite: values.overwrite === true,
      json: values.json === true,
      quiet: values.quiet === true,
      ...(write === undefined ? {} : { write }),
      ...(kubeconfig === undefined ? {} : { kubeconfig }),
      ...(context === undefined ? {} : { context }),
    };
    return await asking.capture(asked, readSettings(environment, terminal), terminal, signal);
  },
};

const policy: Command = {
  name: "policy",
  takes: "A to B[:port]",
  about:
    "what the policies say and the smallest fix, from objects alone: of the cluster, or --from a folder of manifests",
  options: {
    from: `${from}. Only what can matter to A and B is parsed: errors elsewhere stay unsaid`,
    "no-fix":
      "when denied, leave out the smallest change that would let it through: finding it reads the rest of DIR",
    json: "the answer as JSON",
    ...ofLanguage,
    ...ofCluster,
  },
  more: `${ends}

Exit codes: 0 allowed, 1 denied, 2 not to be told.

Example:
  netdiag policy client to shop/web:8080 --from manifests/`,
  async run(line, surroundings) {
    if (line.words.length === 0) throw new UsageError("Ask like: netdiag policy client to shop/web:8080");
    return await askPolicies(line.words, line, surroundings);
  },
};

const policyDiff: Command = {
  name: "policy diff",
  takes: "DIR DIR",
  about: "the flows a change opens and closes",
  options: { json: "the answer as JSON", ...ofLanguage },
  more: `Exit codes: 0 no flow changes, 1 flows change, 2 none surely does, but
some cannot be told before, after or both, or not all was read.

Example:
  netdiag policy diff before/ after/`,
  run: (line, surroundings) => askPolicies(["diff", ...line.words], line, surroundings),
};

const policyMatrix: Command = {
  name: "policy matrix",
  takes: "NS …",
  about: "who can reach whom in these namespaces; with --from DIR in any",
  options: {
    from,
    json: "the matrix as JSON",
    csv: "as CSV",
    svg: "as a heat map",
    ...ofLanguage,
    ...ofCluster,
  },
  more: `Example:
  netdiag policy matrix shop --from manifests/ --svg > shop.svg`,
  run: (line, surroundings) => askPolicies(["matrix", ...line.words], line, surroundings),
};

async function askPolicies(
  words: readonly string[],
  { values }: CommandLine,
  { environment, terminal, signal }: Surroundings,
): Promise<number> {
  const { kubeconfig, context } = values;
  const named = (["kubeconfig", "cluster", "context"] as const).find((name) => values[name] !== undefined);
  if (values.from !== undefined && named !== undefined)
    throw new UsageError(`With --from no cluster is asked: leave out --${named}, or --from.`);
  const cluster = async (): Promise<ConnectionOptions> => {
    const [{ readSettings }, { whichCluster }] = await Promise.all([
      import("./settings.ts"),
      import("./which-cluster.ts"),
    ]);
    return whichCluster({ kubeconfig, context }, readSettings(environment, terminal));
  };
  const { speakingOf } = await import("./language.ts");
  const asked: PolicyOptions = {
    words,
    speaking: speakingOf(values.language, environment),
    json: values.json === true,
    fix: values["no-fix"] !== true,
    csv: values.csv === true,
    svg: values.svg === true,
    ...(values.from === undefined ? { cluster, signal } : { from: values.from }),
  };
  return await (await import("./policy.ts")).policy(asked, terminal);
}

const replay: Command = {
  name: "replay",
  takes: "BUNDLE",
  about: "judge a saved run again, offline",
  options: { json: "the report as JSON", ...ofLanguage },
  more: `Exit codes: 0 reachable, 1 blocked (wholly or in part), 2 could not tell.

Example:
  netdiag replay run.json`,
  async run({ words: [path, ...others], values }, { environment, terminal }) {
    if (path === undefined || others.length > 0)
      throw new UsageError("Name one saved run: netdiag replay run.json");
    const [{ replay }, { speakingOf }] = await Promise.all([import("./replay.ts"), import("./language.ts")]);
    const speaking = speakingOf(values.language, environment);
    return await replay(path, { json: values.json === true, speaking }, terminal);
  },
};

const explain: Command = {
  name: "explain",
  takes: "BUNDLE [CODE]",
  about: "why a cause is not the one: what a saved run says of it, or of every cause",
  options: ofLanguage,
  more: `A cause is found, ruled out (by what, is said), not shown by anything that was
seen, or was not looked at. Nothing new is looked at.

Example:
  netdiag explain run.json ND530`,
  async run({ words: [path, code, ...others], values }, { environment, terminal }) {
    if (path === undefined || others.length > 0)
      throw new UsageError("Name one saved run and a cause: netdiag explain run.json ND530");
    const [{ explain }, { speakingOf }] = await Promise.all([
      import("./explain.ts"),
      import("./language.ts"),
    ]);
    return await explain(path, code, speakingOf(values.language, environment), terminal);
  },
};

const faults: Command = {
  name: "faults",
  takes: "[CODE]",
  about: "the faults it knows, or one fault's page",
  options: { language: "default: that of the terminal (LC_ALL, LANG)" },
  more: `Example:
  netdiag faults ND410 --language zh`,
  async run({ words: [code, ...others], values }, { pages, terminal, environment }) {
    if (others.length > 0) throw new UsageError("Name one fault: netdiag faults ND410");
    const [{ showFaults }, { languageOf }] = await Promise.all([
      import("./catalogues.ts"),
      import("./language.ts"),
    ]);
    return await showFaults(code, pages, languageOf(values.language, environment), terminal);
  },
};

const probes: Command = {
  name: "probes",
  takes: "",
  about: "every command it can ever run on a node",
  options: {},
  more: "Each with the tool it needs, where it runs, what it is for and what it sends.",
  async run({ words }, { terminal }) {
    if (words.length > 0) throw new UsageError("netdiag probes takes no words.");
    return (await import("./catalogues.ts")).showProbes(terminal);
  },
};

export const commands: readonly Command[] = [
  why,
  capture,
  policy,
  policyDiff,
  policyMatrix,
  replay,
  explain,
  faults,
  probes,
];
