import { writeFile } from "node:fs/promises";
import { createCluster } from "../adapters/kubernetes/cluster.ts";
import { connectCluster, type Connection } from "../adapters/kubernetes/connection.ts";
import { createNodeShell } from "../adapters/kubernetes/node-shell.ts";
import { systemClock } from "../adapters/clock/system-clock.ts";
import type { CliConfig } from "../config.ts";
import { diagnose } from "../diagnose.ts";
import type { Bundle } from "../model/bundle.ts";
import type { Progress } from "../model/progress.ts";
import { parseQuestion } from "../question/index.ts";
import { renderJson } from "../report/redact.ts";
import { renderTerminal } from "../report/terminal.ts";
import type { Tongue } from "../language/tongue.ts";
import { together } from "../language/spacing.ts";
import { exitCodeOf } from "./exit-code.ts";
import type { Speaking } from "./language.ts";
import { tellNoAnswer } from "./no-answer.ts";
import { ownerLabel } from "./owner-label.ts";
import { pasteable } from "./paste.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";
import { whichCluster } from "./which-cluster.ts";

export interface WhyOptions {
  readonly words: string;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly speaking: Speaking;
  readonly save?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** Asks one question of the cluster. Resolves to the exit code; throws UsageError when the words are not understood. */
export async function why(
  options: WhyOptions,
  config: CliConfig,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const parsed = parseQuestion(options.words);
  const say = options.speaking(parsed.language);
  if (!("question" in parsed)) {
    const { sentence, example } = parsed.refusal;
    throw new UsageError(`${say(sentence)}\n${together(say("Example:"), pasteable("why", example))}`);
  }
  let connection: Connection;
  try {
    connection = connectCluster(whichCluster(options, config));
  } catch (error) {
    return tellNoAnswer(error, "why", terminal, say);
  }
  const nodes = createNodeShell(connection, {
    namespace: config.NETDIAG_NAMESPACE,
    provider: config.NETDIAG_PROBER,
    privileged: config.NETDIAG_PROBER_PRIVILEGED,
    ...(config.NETDIAG_PROBER_IMAGE === undefined ? {} : { image: config.NETDIAG_PROBER_IMAGE }),
    owner: ownerLabel(),
  });
  const deadline = AbortSignal.timeout(config.NETDIAG_DEADLINE_SECONDS * 1000);
  try {
    const { report, bundle } = await diagnose(
      parsed.question,
      { cluster: createCluster(connection), nodes, clock: systemClock },
      {
        signal,
        deadline,
        onProgress: (progress) => {
          if (!options.quiet) terminal.note(progressLine(progress, say));
        },
      },
    );
    terminal.print(
      options.json ? `${renderJson(report)}\n` : renderTerminal(report, { colour: terminal.colour, say }),
    );
    if (options.save !== undefined) await keep(bundle, options.save, terminal);
    return exitCodeOf(report.verdict);
  } catch (error) {
    return tellNoAnswer(error, "why", terminal, say);
  } finally {
    await nodes.close();
  }
}

/** The answer stands, whether the run can be kept or not. */
async function keep(bundle: Bundle, file: string, terminal: Terminal): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(bundle)}\n`, { mode: 0o600 });
  } catch (error) {
    terminal.complain(
      `The run could not be kept in ${file}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const verdictWords = { allow: "allowed", deny: "denied", undecidable: "it cannot be told" } as const;

function progressLine(progress: Progress, say: Tongue): string | undefined {
  switch (progress.stage) {
    case "resolving":
      return say("looking up names …");
    case "resolved": {
      const policy = progress.policy ? `policy says: ${verdictWords[progress.policy.verdict]}. ` : "";
      return say(`${policy}${progress.flows.length} pair${progress.flows.length === 1 ? "" : "s"} to probe`);
    }
    case "looking":
      return progress.nodes.length === 0 ? undefined : say(`standing on ${progress.nodes.join(", ")} …`);
    case "probing":
      return say(`sending ${progress.packets} packets …`);
    case "step":
      return undefined;
  }
}
