/** What an answer takes for granted where no object says it. */
import type { End } from "../match/ends.ts";
import type { Peer } from "../normal-form.ts";
import type { Decision } from "../verdict/decide.ts";

const unread = "no settings of the mesh (ConfigMap istio) were read, or several that differ";

/** A whole identity of `cluster.local` means the mesh's own domain in any case; a part of one is taken by its letters. */
function leansOnDomain(peer: Peer, domain: string): boolean {
  return (
    peer.type === "source" &&
    peer.conditions.some(
      ({ field, values }) =>
        field === "principal" &&
        values.some((value) => value.startsWith(`${domain}/`) && value.split("/").length !== 5),
    )
  );
}

/** Lines for the walkthrough. */
export function assumptions({ tiers }: Decision, subject: End): string[] {
  const { rootNamespace, trustDomains, assumed } = subject.around.settings.mesh;
  const [domain] = trustDomains;
  if (!assumed) return [];
  const ofMesh = tiers.flatMap(({ ruleSets }) => ruleSets).filter(({ tier }) => tier.layer !== undefined);
  const fromRoot = ofMesh.some(({ object }) => object.namespace === rootNamespace);
  const byDomain = ofMesh.some(({ rules }) =>
    rules.some(({ peers }) => peers?.some((peer) => leansOnDomain(peer, domain))),
  );
  return [
    ...(fromRoot && subject.namespace !== rootNamespace
      ? [`namespace ${rootNamespace} is taken for the one whose policies hold in the whole mesh: ${unread}`]
      : []),
    ...(byDomain ? [`${domain} is taken for the mesh's trust domain: ${unread}`] : []),
  ];
}
