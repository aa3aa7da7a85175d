/** The cluster before anything is broken: asked once per question, and never the lab on which something is broken later. */
import { healthyIncident } from "../../lab/clusters/incident.ts";
import { startLab, type Lab } from "../../lab/lab.ts";
import type { Backend } from "../../lab/network/network.ts";
import { askBounded, type TimedAnswer } from "./ask-bounded.ts";
import type { Subject } from "./subjects.ts";
import { workingPairs, type Pair } from "./working-pairs.ts";

export class HealthyClusters {
  /** The incident's cluster, one per backend; clusters that one case has for itself come and go. */
  readonly #shared = new Map<Backend, Promise<Lab>>();
  readonly #asked = new Set<string>();
  readonly #pairs = new Map<string, Promise<ReadonlySet<Pair>>>();

  /** Undefined when the same was asked of the same cluster before. */
  async ask(subject: Subject, backend: Backend, words: string): Promise<TimedAnswer | undefined> {
    const key = [subject.source, this.#clusterOf(subject, backend), subject.as, words].join(" ");
    if (this.#asked.has(key)) return undefined;
    this.#asked.add(key);
    return this.#on(subject, backend, (lab) => askBounded(lab, words, subject.as));
  }

  pairs(subject: Subject, backend: Backend): Promise<ReadonlySet<Pair>> {
    const key = this.#clusterOf(subject, backend);
    const known = this.#pairs.get(key) ?? this.#on(subject, backend, workingPairs);
    this.#pairs.set(key, known);
    return known;
  }

  async stop(): Promise<void> {
    for (const lab of this.#shared.values()) await (await lab).stop();
  }

  #clusterOf(subject: Subject, backend: Backend): string {
    return `${backend} ${isShared(subject) ? "" : subject.id}`;
  }

  async #on<T>(subject: Subject, backend: Backend, use: (lab: Lab) => Promise<T>): Promise<T> {
    if (!isShared(subject)) return onLab(subject, backend, use);
    const started = this.#shared.get(backend) ?? startLab({ cluster: healthyIncident, backend });
    this.#shared.set(backend, started);
    return use(await started);
  }
}

function isShared({ cluster, lab }: Subject): boolean {
  return cluster === undefined && lab === undefined;
}

/** A lab of the subject's own; nothing of it is left afterwards. */
export async function onLab<T>(
  subject: Pick<Subject, "cluster" | "lab">,
  backend: Backend,
  use: (lab: Lab) => Promise<T>,
): Promise<T> {
  const lab = await startLab({ cluster: subject.cluster ?? healthyIncident, backend, ...subject.lab });
  try {
    return await use(lab);
  } finally {
    await lab.stop();
  }
}
