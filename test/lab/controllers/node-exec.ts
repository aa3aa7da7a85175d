import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { lstatSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Kubelet } from "../api/kubelet.ts";
import { at, keyOf, type KubeObject } from "../api/object.ts";
import type { Network } from "../network/network.ts";

/**
 * exec as the kubelets do it: into the node for pods that share its processes, else into the pod. `debugRoot` is the folder
 * with the files of the former; this machine's when absent.
 */
export function nodeExec(network: () => Network | undefined, debugRoot = "/"): Kubelet {
  return {
    exec(pod, container, argv): ChildProcessWithoutNullStreams {
      const [program = "", ...args] = argv;
      const debugs = at(pod, "spec.hostPID") === true;
      // The failed spawn is the answer: what is not in the pod's files is not there.
      if (!isInstalled(program, debugs ? debugRoot : "/")) return spawn(join("/nonexistent", program), args);
      const built = network();
      if (!built) throw new Error("the lab is not built yet");
      if (debugs)
        return built.spawnInDebugPod(
          String(at(pod, "spec.nodeName")),
          argv,
          capabilitiesOf(securityContextOf(pod, container)),
        );
      return built.spawnInPod(pod.metadata.namespace ?? "default", pod.metadata.name, argv);
    },
    log: (pod) => Promise.resolve(`${keyOf(pod.metadata)} has written nothing\n`),
  };
}

/** What containerd gives a container that asks for nothing. */
const usual = [
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "NET_RAW",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
];

/** Undefined: every one. */
function capabilitiesOf(securityContext: unknown): readonly string[] | undefined {
  if (at(securityContext, "privileged") === true) return undefined;
  const named = (what: "add" | "drop"): readonly string[] => {
    const names = at(securityContext, `capabilities.${what}`);
    return Array.isArray(names) ? names.map(String) : [];
  };
  const dropped = named("drop");
  const kept = dropped.includes("ALL") ? [] : usual.filter((name) => !dropped.includes(name));
  return [...new Set([...kept, ...named("add")])];
}

function securityContextOf(pod: KubeObject, container: string): unknown {
  const containers = at(pod, "spec.containers");
  const one: unknown = (Array.isArray(containers) ? containers : []).find(
    (each: unknown) => at(each, "name") === container,
  );
  return at(one, "securityContext");
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
