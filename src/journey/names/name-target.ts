/** Where a name has to lead, and where it leads instead. */
import { askedAddress, type Flow } from "../../model/flow.ts";
import { familyOf } from "../../model/protocol.ts";
import type { ClusterSnapshot } from "../../model/snapshot.ts";
import type { EvidenceIndex } from "../../probes/evidence-index.ts";
import { declaredService } from "../services/declared.ts";
import { foundFor } from "./dns.ts";

/**
 * The addresses that the name of the flow's Service may lead to: its own, or its endpoints' where it is headless. Empty
 * where that is not known: no Service, an alias, a headless one without endpoints.
 */
export function addressesMeant(flow: Flow, snapshot: ClusterSnapshot): readonly string[] {
  const declared = declaredService(flow, snapshot);
  if (!declared || declared.service.spec.type === "ExternalName") return [];
  const { spec } = declared.service;
  const own = (spec.clusterIPs ?? [spec.clusterIP ?? ""]).filter((ip) => ip !== "" && ip !== "None");
  const behind = [...declared.ready, ...declared.notReady].map(({ ip }) => ip);
  const all = askedAddress(flow) || own.length > 0 ? own : behind;
  return [...new Set(all)].filter((ip) => familyOf(ip) === flow.family);
}

/** Why the cluster's DNS is right to have no address for the name, though the Service exists; undefined where it should have one. */
export function whyNoAddress(flow: Flow, expected: string, snapshot: ClusterSnapshot): string | undefined {
  const declared = declaredService(flow, snapshot);
  if (!declared) return undefined;
  const { service, slices, ready } = declared;
  const { name, namespace = "default" } = service.metadata;
  if (service.spec.type === "ExternalName") return `Service ${namespace}/${name} is an alias of another name`;
  const headless = service.spec.clusterIP === "None";
  const [endpoint = ""] = expected.split(".");
  if (!expected.startsWith(`${name}.${namespace}.svc.`)) {
    if (!headless)
      return `Service ${namespace}/${name} has an address of its own, and only endpoints of a headless Service (clusterIP None) have names`;
    const named = slices.flatMap(({ endpoints }) => endpoints.flatMap(({ hostname }) => hostname ?? []));
    if (!named.includes(endpoint))
      return `no endpoint of Service ${namespace}/${name} has that name: it takes a pod whose spec.subdomain is ${name} and whose spec.hostname is ${endpoint}${named.length > 0 ? `; there are ${named.slice(0, 5).join(", ")}` : ""}`;
  }
  return headless && ready.length === 0
    ? `Service ${namespace}/${name} is headless and has no ready endpoint, whose addresses its name stands for`
    : undefined;
}

/**
 * Addresses that the name leads to although they are not the Service's. What another name gave, which the resolver tried as
 * well (`details.test` in a company's own domain), says nothing of the Service's.
 */
export function strangersFor(
  flow: Flow,
  snapshot: ClusterSnapshot,
  evidence: EvidenceIndex,
): readonly string[] {
  const meant = addressesMeant(flow, snapshot);
  const found = foundFor(flow, evidence).seen;
  const itsName = found?.fromHosts === true || found?.settled?.name === found?.sought.expected;
  if (!found || found.sought.expected === undefined || !itsName) return [];
  const given = found.addresses;
  if (meant.length === 0 || given.some((ip) => meant.includes(ip))) return [];
  return given;
}
