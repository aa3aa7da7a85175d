import { writeFile } from "node:fs/promises";
import type { CliConfig } from "../config.ts";
import { diagnose } from "../diagnose.ts";
import type { Bundle } from "../model/bundle.ts";
import type { Progress } from "../model/progress.ts";
import { renderJson } from "../report/redact.ts";
import { renderTerminal } from "../report/terminal.ts";
import type { Tongue } from "../language/tongue.ts";
import { onCluster, readAsked } from "./asked.ts";
import { exitCodeOf } from "./exit-code.ts";
import type { Speaking } from "./language.ts";
import type { Terminal } from "./terminal.ts";

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
  const { question, say } = readAsked("why", options);
  return await onCluster({ command: "why", chosen: options, config, terminal, say }, async (doors) => {
    const deadline = AbortSignal.timeout(config.NETDIAG_DEADLINE_SECONDS * 1000);
    const { report, bundle } = await diagnose(question, doors, {
      signal,
      deadline,
      onProgress: (progress) => {
        if (!options.quiet) terminal.note(progressLine(progress, say));
      },
    });
    terminal.print(
      options.json ? `${renderJson(report)}\n` : renderTerminal(report, { colour: terminal.colour, say }),
    );
    if (options.save !== undefined) await keep(bundle, options.save, terminal);
    return exitCodeOf(report.verdict);
  });
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
