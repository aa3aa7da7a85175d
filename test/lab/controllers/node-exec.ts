import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { lstatSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Kubelet } from "../api/kubelet.ts";
import { at, keyOf } from "../api/object.ts";
import type { Network } from "../network/network.ts";

/**
 * exec as the kubelets do it: into the node for pods that share its processes, else into the pod. `debugRoot` is the folder
 * with the files of the former; this machine's when absent.
 */
export function nodeExec(network: () => Network | undefined, debugRoot = "/"): Kubelet {
  return {
    exec(pod, _container, argv): ChildProcessWithoutNullStreams {
      const [program = "", ...args] = argv;
      const debugs = at(pod, "spec.hostPID") === true;
      // The failed spawn is the answer: what is not in the pod's files is not there.
      if (!isInstalled(program, debugs ? debugRoot : "/")) return spawn(join("/nonexistent", program), args);
      const built = network();
      if (!built) throw new Error("the lab is not built yet");
      if (debugs) return built.spawnInDebugPod(String(at(pod, "spec.nodeName")), argv);
      return built.spawnInPod(pod.metadata.namespace ?? "default", pod.metadata.name, argv);
    },
    log: (pod) => Promise.resolve(`${keyOf(pod.metadata)} has written nothing\n`),
  };
}

/** Links are not followed: those of another root lead elsewhere here. */
function isInstalled(program: string, root: string): boolean {
  const candidates = program.includes("/")
    ? [program]
    : (process.env["PATH"] ?? "").split(delimiter).map((directory) => join(directory, program));
  return candidates.some(
    (candidate) => lstatSync(join(root, candidate), { throwIfNoEntry: false }) !== undefined,
  );
}
