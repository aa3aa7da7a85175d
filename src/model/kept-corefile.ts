/** Plugins of CoreDNS whose settings decide what it answers for a name of the cluster. */
const kept: ReadonlySet<string> = new Set([
  "acl",
  "rewrite",
  "template",
  "hosts",
  "kubernetes",
  "import",
  "forward",
]);

/**
 * A Corefile without the settings of plugins that nobody here reads: some hold credentials (`route53`, `etcd`, `tsig`). Their names
 * stay, so that a person sees that something was there. Comments go too.
 */
export function keptCorefile(text: string): string {
  let depth = 0;
  /** How deep the plugin stands whose block is left out. */
  let skipped: number | undefined;
  return text
    .split("\n")
    .flatMap((line) => {
      const plain = line.replace(/(^|\s)#.*$/, "$1");
      const words = plain.trim().split(/\s+/);
      const [first = ""] = words;
      if (first === "") return [];
      const at = depth;
      if (first === "}") depth = Math.max(0, depth - 1);
      else if (words.at(-1) === "{") depth += 1;
      if (skipped !== undefined) {
        if (depth <= skipped) skipped = undefined;
        return [];
      }
      if (at !== 1 || first === "}" || kept.has(first)) return [plain.trimEnd()];
      if (depth > at) skipped = at;
      return [`${plain.slice(0, plain.indexOf(first))}${first}`];
    })
    .join("\n");
}
