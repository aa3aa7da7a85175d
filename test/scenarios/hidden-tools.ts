/** What scenarios do to the programs of a node's debug pods. */
import type { Act } from "./scenario.ts";

/** The file system of the node's debug pods, as the node sees it. */
const root = "/run/lab/debug-root";

/** Takes programs away from the node's debug pods, as from an image that lacks them. */
export function withoutTools(node: string, ...tools: readonly string[]): Act {
  return {
    do: "on-node",
    node,
    script: `for tool in ${tools.join(" ")}; do
  path=${root}$(chroot ${root} sh -c 'readlink -f "$(command -v "$1")"' sh $tool)
  mount --bind /dev/null $path
  echo $path >>/run/hidden
done`,
  };
}

export function toolsBack(node: string): Act {
  return {
    do: "on-node",
    node,
    script: "while read -r path; do umount $path; done </run/hidden; rm /run/hidden",
  };
}
