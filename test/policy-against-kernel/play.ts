/** Plays policies on the lab: what the engine says of every flow beside what becomes of real packets. */
import type { Verdict } from "../../src/policy/index.ts";
import type { KubeObject } from "../lab/api/object.ts";
import { startLab, type Lab } from "../lab/lab.ts";
import type { Backend } from "../lab/network/network.ts";
import { CalicoReading } from "./calico-reading.ts";
import { cluster, listening } from "./cluster.ts";
import { Engine, objectsOf } from "./engine.ts";
import { flowsOf, places, type Flow, type Place } from "./flows.ts";
import { hostsMayDecide, leftToPlugin, staysUntranslated } from "./left-open.ts";
import { Prober } from "./prober.ts";

/** Milliseconds of silence after which nobody waits for more; in the lab an answer takes a few. One that should come gets all these turns. */
const patience = [250, 500, 2000] as const;

interface Judged {
  readonly flow: Flow;
  readonly verdict: Verdict;
  /** The verdict; where that leaves to the network plugin what comes of it, what the lab's makes of it. */
  readonly expected: Verdict;
  /** Host endpoints stand in the way, of which the engine need not decide. */
  readonly mayStayOpen: boolean;
}

export interface Played extends Judged {
  readonly answered: boolean;
}

export class Stage {
  private objects: readonly KubeObject[] = [];

  private constructor(
    readonly backend: Backend,
    readonly lab: Lab,
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
      return new Stage(backend, lab, new Map(probers));
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.probers.values()].map((prober) => prober.stop()));
    await this.lab.stop();
  }

  /** These objects and none of those before; resolves when the rules stand. */
  async put(objects: readonly KubeObject[]): Promise<void> {
    for (const { apiVersion, kind, metadata } of this.objects) {
      const { namespace, name } = metadata;
      this.lab.api.delete({ apiVersion, kind, name, ...(namespace === undefined ? {} : { namespace }) });
    }
    // Blocks with bits behind their prefix are refused today, and are still there from yesterday.
    for (const object of objects) this.lab.api.keepFromOlder(object);
    this.objects = objects;
    await this.lab.api.settled();
  }

  /**
   * All flows to these ports, or those given.
   * @param objects what the engine knows; everything the cluster holds when absent.
   */
  async play(
    flows: readonly Flow[] | { readonly ports: readonly number[] },
    objects: readonly KubeObject[] = objectsOf(this.lab),
  ): Promise<readonly Played[]> {
    const judged = judge("ports" in flows ? flowsOf(flows.ports) : flows, objects);
    const answered = new Set<Flow>();
    let asking = judged;
    for (const silence of patience) {
      for (const flow of await this.send(
        asking.map(({ flow }) => flow),
        silence,
      ))
        answered.add(flow);
      asking = asking.filter(({ flow, expected }) => expected === "allow" && !answered.has(flow));
    }
    return judged.map((one) => ({ ...one, answered: answered.has(one.flow) }));
  }

  /** The flows whose packets came back. */
  private async send(flows: readonly Flow[], silence: number): Promise<ReadonlySet<Flow>> {
    const back = await Promise.all(
      [...this.probers].map(async ([place, prober]) => {
        const own = flows.filter(({ from }) => from === place);
        const answered = await prober.answered(
          own.map(({ packet }) => packet),
          silence,
        );
        return own.filter(({ packet }) => answered.has(packet));
      }),
    );
    return new Set(back.flat());
  }
}

function judge(flows: readonly Flow[], objects: readonly KubeObject[]): readonly Judged[] {
  const engine = new Engine(objects);
  const reading = new CalicoReading(objects);
  const shows = flows.filter((flow) => !staysUntranslated(flow, objects));
  return shows.map((flow) => {
    const verdict = engine.verdict(flow);
    const mayStayOpen = hostsMayDecide(flow, objects);
    return {
      flow,
      verdict,
      expected: verdict === "undecidable" && !mayStayOpen ? reading.verdict(flow) : verdict,
      mayStayOpen,
    };
  });
}

/** What is wrong about a flow, in words; undefined when engine and kernel agree. */
export function disagreement(played: Played): string | undefined {
  const { flow, verdict, expected, mayStayOpen, answered } = played;
  if (verdict === "undecidable" && mayStayOpen) return undefined;
  if (verdict === "undecidable" && !leftToPlugin(flow)) return "the engine leaves it open";
  if (expected === "undecidable") return "the engine leaves it open even where the plugin does not";
  if ((expected === "allow") === answered) return undefined;
  return `the engine says ${expected}, the kernel ${answered ? "let it through" : "did not let it through"}`;
}
