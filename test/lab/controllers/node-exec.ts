import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Kubelet } from "../api/kubelet.ts";
import { at, keyOf } from "../api/object.ts";
import type { Network } from "../network/network.ts";

/** exec as the kubelets do it: into the node for pods that share its processes, else into the pod. */
export function nodeExec(network: () => Network | undefined): Kubelet {
  return {
    exec(pod, _container, argv): ChildProcessWithoutNullStreams {
      const [program = "", ...args] = argv;
      // Pods share this machine's files: what is not here is not there. The failed spawn is the answer.
      if (!isInstalled(program)) return spawn(program, args);
      const built = network();
      if (!built) throw new Error("the lab is not built yet");
      if (at(pod, "spec.hostPID") === true) return built.spawnOnNode(String(at(pod, "spec.nodeName")), argv);
      return built.spawnInPod(pod.metadata.namespace ?? "default", pod.metadata.name, argv);
    },
    log: (pod) => Promise.resolve(`${keyOf(pod.metadata)} has written nothing\n`),
  };
}

function isInstalled(program: string): boolean {
  const candidates = program.includes("/")
    ? [program]
    : (process.env["PATH"] ?? "").split(delimiter).map((directory) => join(directory, program));
  return candidates.some((candidate) => {
    try {
      accessSync(candidate, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
