import { LabNetwork } from "./lab-network.ts";
import type { LabNodeSpec, Network, NetworkPlan } from "./network.ts";
import { nodeScripts } from "./node-setup.ts";
import { outsideResolverScript } from "./outside.ts";
import { podsScript } from "./pod-setup.ts";
import { labPrivilege, noPrivilegeText } from "./privilege.ts";
import { startProcessTree, type ProcessTree } from "./process-tree.ts";
import { runScript } from "./run.ts";
import { ipBatch } from "./shell.ts";
import { underlayLines } from "./underlay.ts";

async function setUpNode(
  tree: ProcessTree,
  pid: number,
  node: LabNodeSpec,
  plan: NetworkPlan,
): Promise<void> {
  const pods = plan.pods.filter((pod) => pod.node === node.name);
  const { base, wiring } = nodeScripts(node, plan);
  await runScript(
    tree.enter(pid, "all", ["sh", "-s"]),
    `${base}${podsScript(pods, plan.clusterDNS, wiring)}`,
    `setting up ${node.name}`,
  );
}

/**
 * Builds the nodes and pods of the plan: no rules yet, `sync` writes them. Ready when every listener listens. Rejects, with nothing
 * left behind, when the machine allows no namespaces or a step fails.
 */
export async function buildNetwork(plan: NetworkPlan): Promise<Network> {
  const privilege = labPrivilege();
  if (privilege === "none") throw new Error(noPrivilegeText);
  const tree = await startProcessTree(plan.rootless ?? privilege === "user-namespace");
  try {
    const pids = new Map(
      await Promise.all(
        plan.nodes.map(async (node): Promise<[string, number]> => [node.name, await tree.addNode(node.name)]),
      ),
    );
    await runScript(
      tree.enter(tree.labPid, "net", ["sh", "-s"]),
      `set -e\n${ipBatch(underlayLines(plan.nodes, pids))}`,
      "making the underlay",
    );
    await runScript(
      tree.enter(tree.labPid, "all", ["sh", "-s"]),
      outsideResolverScript(plan),
      "starting the nodes' resolver",
    );
    await Promise.all(plan.nodes.map((node) => setUpNode(tree, pids.get(node.name) ?? 0, node, plan)));
    return new LabNetwork(plan, tree, pids);
  } catch (error) {
    await tree.end();
    throw error;
  }
}
