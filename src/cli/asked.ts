/** What `why` and `capture` have in common: words to a question, and a cluster whose nodes one may stand on. */
import { systemClock } from "../adapters/clock/system-clock.ts";
import { createCluster } from "../adapters/kubernetes/cluster.ts";
import { connectCluster } from "../adapters/kubernetes/connection.ts";
import { createNodeShell } from "../adapters/kubernetes/node-shell.ts";
import type { CliConfig } from "../config.ts";
import { together } from "../language/spacing.ts";
import type { Tongue } from "../language/tongue.ts";
import type { Question } from "../model/question.ts";
import type { Clock, Cluster, NodeShell } from "../ports.ts";
import { parseQuestion } from "../question/index.ts";
import type { Speaking } from "./language.ts";
import { tellNoAnswer } from "./no-answer.ts";
import { ownerLabel } from "./owner-label.ts";
import { pasteable } from "./paste.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage.ts";
import { type Named, whichCluster } from "./which-cluster.ts";

/** A command that asks one question. */
type Asking = "why" | "capture";

/** The question, and in which language it is answered. Throws UsageError, with an example to copy, when the words are not understood. */
export function readAsked(
  command: Asking,
  { words, speaking }: { readonly words: string; readonly speaking: Speaking },
): { readonly question: Question; readonly say: Tongue } {
  const parsed = parseQuestion(words);
  const say = speaking(parsed.language);
  if ("question" in parsed) return { question: parsed.question, say };
  const { sentence, example } = parsed.refusal;
  throw new UsageError(`${say(sentence)}\n${together(say("Example:"), pasteable(command, example))}`);
}

export interface Standing {
  readonly command: Asking;
  readonly chosen: Named;
  readonly config: CliConfig;
  readonly terminal: Terminal;
  readonly say: Tongue;
  /** How long a session on a node may last where that is not the usual, seconds. */
  readonly lifeSeconds?: number;
}

/** Works on the cluster that was chosen, and leaves its nodes. Resolves to the exit code; why there is no answer is told. */
export async function onCluster(
  { command, chosen, config, terminal, say, lifeSeconds }: Standing,
  work: (doors: {
    readonly cluster: Cluster;
    readonly nodes: NodeShell;
    readonly clock: Clock;
  }) => Promise<number>,
): Promise<number> {
  try {
    const connection = connectCluster(whichCluster(chosen, config));
    const nodes = createNodeShell(connection, {
      namespace: config.NETDIAG_NAMESPACE,
      provider: config.NETDIAG_PROBER,
      privileged: config.NETDIAG_PROBER_PRIVILEGED,
      ...(config.NETDIAG_PROBER_IMAGE === undefined ? {} : { image: config.NETDIAG_PROBER_IMAGE }),
      owner: ownerLabel(),
      ...(lifeSeconds === undefined ? {} : { limits: { lifeSeconds } }),
    });
    try {
      return await work({ cluster: createCluster(connection), nodes, clock: systemClock });
    } finally {
      await nodes.close();
    }
  } catch (error) {
    return tellNoAnswer(error, command, terminal, say);
  }
}
