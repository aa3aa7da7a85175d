/** Plays a set of policies on the lab: what the engine says of every flow beside what becomes of real packets. */
import type { Pod } from "../../src/model/kubernetes.ts";
import { compile, evaluate, type PolicyModel, type Verdict } from "../../src/policy/index.ts";
import type { KubeObject } from "../lab/api/object.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import type { Backend } from "../lab/network/network.ts";
import { cluster, listening } from "./cluster.ts";
import { asked, flowsOf, objectsOf, places, podsOf, type Flow, type Place } from "./flows.ts";
import type { PolicySet } from "./policy-set.ts";
import { Prober } from "./prober.ts";

/** Time an answer has; in the lab it takes a few. What is missing is asked for once more. */
const patienceMs = 250;

export interface Played {
  readonly flow: Flow;
  readonly verdict: Verdict;
  readonly answered: boolean;
}

export class Stage {
  private objects: readonly KubeObject[] = [];

  private constructor(
    readonly lab: Lab,
    readonly pods: ReadonlyMap<string, Pod>,
    private readonly probers: ReadonlyMap<Place, Prober>,
  ) {}

  static async open(backend: Backend): Promise<Stage> {
    const lab = await startLab({ cluster, backend, debugPods: false });
    try {
      const probers = await Promise.all(
        places.map(async (place): Promise<[Place, Prober]> => {
          const [namespace = "", name = ""] = place.name.split("/");
          const prober = await Prober.start(
            (argv) =>
              place.onNode
                ? lab.network.spawnOnNode(place.node, argv)
                : lab.network.spawnInPod(namespace, name, argv),
            Object.values(place.ips),
            listening,
          );
          return [place, prober];
        }),
      );
      return new Stage(lab, podsOf(lab), new Map(probers));
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.probers.values()].map((prober) => prober.stop()));
    await this.lab.stop();
  }

  /** These objects and none of the set before; resolves when the rules stand. */
  async put(objects: readonly KubeObject[]): Promise<void> {
    for (const { apiVersion, kind, metadata } of this.objects) {
      const { namespace, name } = metadata;
      this.lab.api.delete({ apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) });
    }
    for (const object of objects) this.lab.api.apply(object);
    this.objects = objects;
    await this.lab.api.settled();
  }

  model(): PolicyModel {
    return compile(objectsOf(this.lab));
  }

  /** Every flow of the set. Those that differ from the verdict had two chances. */
  async play({ objects, ports }: PolicySet): Promise<readonly Played[]> {
    await this.put(objects);
    const model = this.model();
    const judged = flowsOf(ports).map((flow) => ({ flow, verdict: evaluate(model, asked(flow, this.pods)) }));
    const first = await this.send(judged.map(({ flow }) => flow));
    const doubted = judged.filter(({ flow, verdict }) => (verdict === "allow") !== first.has(flow));
    const second = await this.send(doubted.map(({ flow }) => flow));
    return judged.map(({ flow, verdict }) => ({
      flow,
      verdict,
      answered: first.has(flow) || second.has(flow),
    }));
  }

  /** The flows whose packets came back. */
  async send(flows: readonly Flow[]): Promise<ReadonlySet<Flow>> {
    const back = await Promise.all(
      [...this.probers].map(async ([place, prober]) => {
        const own = flows.filter(({ from }) => from === place);
        const answered = await prober.answered(
          own.map(({ packet }) => packet),
          patienceMs,
        );
        return own.filter(({ packet }) => answered.has(packet));
      }),
    );
    return new Set(back.flat());
  }
}

/** The engine said one thing and the kernel did another. */
export function differs({ verdict, answered }: Played): boolean {
  return verdict !== "undecidable" && (verdict === "allow") !== answered;
}
