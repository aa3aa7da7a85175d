import { labDirectory } from "./listeners.ts";
import { quoted } from "./shell.ts";

/** The file system of the node's debug pods, as the node sees it: a root of their own, or the node's. */
export const debugRoot = `${labDirectory}/debug-root`;

/**
 * Lays the debug pods' file system out on a node as a kubelet and containerd do: the image, which nobody may write, the
 * node's processes and devices, files of the pod's own. /proc is one for both: what is mounted there later, a pod's cgroup,
 * is seen in either.
 */
export function debugRootScript(image: string | undefined): string {
  if (image === undefined) return `ln -s / ${debugRoot}\n`;
  return `mkdir ${debugRoot}
mount --bind ${quoted(image)} ${debugRoot}
mount --make-shared /proc
mount --bind /proc ${debugRoot}/proc
mount --bind /sys ${debugRoot}/sys
mount --rbind /dev ${debugRoot}/dev
mount -t tmpfs tmpfs ${debugRoot}/dev/shm
mount -t tmpfs tmpfs ${debugRoot}/tmp
mount --bind ${labDirectory}/resolv.conf ${debugRoot}/etc/resolv.conf
mount --bind /etc/hosts ${debugRoot}/etc/hosts
mount -o remount,bind,ro ${debugRoot}
`;
}
