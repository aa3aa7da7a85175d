import { writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { createCluster } from "../adapters/kubernetes/cluster.ts";
import { connectCluster } from "../adapters/kubernetes/connection.ts";
import { createNodeShell } from "../adapters/kubernetes/node-shell.ts";
import { systemClock } from "../adapters/clock/system-clock.ts";
import type { CliConfig } from "../config.ts";
import { diagnose } from "../diagnose.ts";
import type { Progress } from "../model/progress.ts";
import { describeQuestion, parseQuestion } from "../question/index.ts";
import { renderJson } from "../report/redact.ts";
import { renderTerminal } from "../report/terminal.ts";
import { AskBack, NotFound } from "../resolve/unresolved.ts";
import { CouldNotRead } from "../ports.ts";
import { exitCodeOf } from "./exit-code.ts";
import type { Terminal } from "./terminal.ts";
import { EXIT_USAGE, UsageError } from "./usage.ts";

export interface WhyOptions {
  readonly words: string;
  readonly json: boolean;
  readonly quiet: boolean;
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
  if (!("question" in parsed))
    throw new UsageError(`${parsed.refusal.sentence}\nExample: netdiag why ${parsed.refusal.example}`);
  const kubeconfig = options.kubeconfig ?? config.KUBECONFIG;
  const context = options.context ?? config.NETDIAG_CONTEXT;
  const connection = connectCluster({
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    ...(config.NETDIAG_CLUSTER_NAME === undefined ? {} : { name: config.NETDIAG_CLUSTER_NAME }),
  });
  const nodes = createNodeShell(connection, {
    namespace: config.NETDIAG_NAMESPACE,
    provider: config.NETDIAG_PROBER,
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
          if (!options.quiet) terminal.note(progressLine(progress));
        },
      },
    );
    if (options.save !== undefined)
      await writeFile(options.save, `${JSON.stringify(bundle)}\n`, { mode: 0o600 });
    terminal.print(
      options.json ? `${renderJson(report)}\n` : renderTerminal(report, { colour: terminal.colour }),
    );
    return exitCodeOf(report.verdict);
  } catch (error) {
    const sentence = sentenceOf(error);
    if (sentence === undefined) throw error;
    terminal.complain(sentence);
    return error instanceof CouldNotRead ? 2 : EXIT_USAGE;
  } finally {
    await nodes.close();
  }
}

/** What the asker can do about it; undefined for our own bugs. */
function sentenceOf(error: unknown): string | undefined {
  if (error instanceof AskBack)
    return [
      error.sentence,
      ...error.candidates.map(
        ({ label, question }) => `  ${label}: netdiag why ${describeQuestion(question)}`,
      ),
    ].join("\n");
  if (error instanceof NotFound)
    return error.suggestions.length === 0
      ? error.sentence
      : `${error.sentence} Did you mean ${error.suggestions.join(" or ")}?`;
  if (error instanceof CouldNotRead) return `I could not look: ${error.message}\nNext: ${error.next}`;
  return undefined;
}

function progressLine(progress: Progress): string | undefined {
  switch (progress.stage) {
    case "resolving":
      return "looking up names …";
    case "resolved": {
      const policy = progress.policy ? `policy says: ${progress.policy.verdict}. ` : "";
      return `${policy}${progress.flows.length} pair${progress.flows.length === 1 ? "" : "s"} to probe`;
    }
    case "looking":
      return progress.nodes.length === 0 ? undefined : `standing on ${progress.nodes.join(", ")} …`;
    case "probing":
      return `sending ${progress.packets} packets …`;
    case "step":
      return undefined;
  }
}

/** A label value: who made a debug pod. */
function ownerLabel(): string {
  const name = hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, "-")
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, "");
  return `cli-${name === "" ? "host" : name}`;
}
