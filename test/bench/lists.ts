/**
 * Runs as a process of its own, compiled: what lists cost that are far longer than anybody writes by hand. Prints one figure of
 * milliseconds of processor per list and question, as JSON.
 */
import { compile, diff, explain, matrix, suggest, type KubernetesObject } from "../../src/policy/index.ts";
import { cluster, db, flow, web } from "../policy/cluster.ts";
import { manyBlocks, manyPorts, ports } from "../policy/long-lists.ts";

/** Of the processor, as others may be at work on the machine; the best of three. */
function spent(run: () => unknown): number {
  const once = (): number => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  return Math.min(once(), once(), once());
}

const sidecar = { name: "istio-proxy" };
const guarded = { ...db, spec: { ...db.spec, containers: [...db.spec.containers, sidecar] } };
const around = [...cluster.filter((object) => object !== db), guarded];
const before = compile(around);

function measure(list: string, policies: readonly KubernetesObject[], asked: ReturnType<typeof flow>) {
  const objects = [...around, ...policies];
  const model = compile(objects);
  return {
    list,
    load: spent(() => compile(objects)),
    explain: spent(() => explain(model, asked)),
    suggest: spent(() => suggest(model, asked)),
    matrix: spent(() => matrix(model)),
    diff: spent(() => diff(before, model)),
  };
}

const rows = [
  ...([1, 2] as const).flatMap((step) =>
    Object.entries(manyPorts).map(([api, policyWith]) => {
      const list = ports(40_000, step);
      const asked = flow(web, guarded, api.includes("notPorts") ? (list[0] ?? 1) : 65_534);
      const apart = step === 1 ? "in a row" : "one by one";
      return measure(`${list.length.toLocaleString("en")} ports ${apart}, ${api}`, [policyWith(list)], asked);
    }),
  ),
  ...Object.entries(manyBlocks).map(([form, policiesFor]) =>
    measure(`1,000 /32 blocks in a row, ${form}`, policiesFor(1_000), flow({ ip: "192.168.3.232" }, guarded)),
  ),
];
process.stdout.write(JSON.stringify(rows));
