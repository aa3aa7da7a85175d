import ipaddr from "ipaddr.js";
import { closestWord } from "../../policy/match/similar.ts";
import { questionsAsked } from "./looked-up.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { service } from "../needs/declared.ts";
import { found } from "../needs/names.ts";

export const aliasLeadsNowhere = defineFault({
  code: "ND110",
  title: "The Service is an alias that leads nowhere",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  needs: { service, found: ifSeen(found) },
  check({ service, found }, { snapshot }) {
    if (service?.service.spec.type !== "ExternalName") return;
    const { namespace = "default", name } = service.service.metadata;
    const alias = service.service.spec.externalName ?? "";
    const what = `Service ${namespace}/${name} is an alias (ExternalName) of ${alias || "nothing"}`;
    const isAddress = ipaddr.isValid(alias);
    if (!isAddress && !found?.settled) return { cannotTell: `${what}, which was not looked up` };
    if (found && found.addresses.length > 0) return;
    const itself = alias.startsWith(`${name}.${namespace}.svc`);
    const others = snapshot.services.filter(({ metadata }) => !isAt(metadata, namespace, name));
    const unqualified = qualified(alias, others, found?.sought.expected);
    const meant = isAddress ? undefined : (unqualified ?? nearest(alias, others));
    const certain = isAddress || itself || unqualified !== undefined;
    if (!certain && found?.settled?.said.result !== "answered")
      return { cannotTell: `${what}, and no DNS server answered for that` };
    const why = isAddress
      ? "which is an address and not a name: DNS has no such name (NXDOMAIN)."
      : itself
        ? "which is its own name: DNS is led round in a circle."
        : unqualified !== undefined
          ? `and DNS has no address for that: no search domain is added to a name that an alias leads to. ${unqualified} is the whole name.`
          : `and DNS has no address for that.${meant === undefined ? "" : ` Did you mean ${meant}?`}`;
    return {
      says: `${what}, ${why}`,
      because: [
        {
          source: "model",
          says: `spec.externalName is ${JSON.stringify(alias)}, for which DNS gives a CNAME record`,
        },
        ...(found ? questionsAsked(found, snapshot) : []),
      ],
      object: { kind: "Service", namespace, name },
      fix: isAddress
        ? {
            summary: `make ${name} a Service without selector and with an EndpointSlice that lists ${alias}`,
            checked: false,
          }
        : {
            summary: meant === undefined ? "correct spec.externalName" : `set spec.externalName to ${meant}`,
            ...(meant === undefined
              ? {}
              : {
                  commands: [
                    `kubectl -n ${namespace} patch service ${name} --type merge -p '${JSON.stringify({ spec: { externalName: meant } })}'`,
                  ],
                }),
            checked: false,
          },
    };
  },
});

interface Named {
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}

function isAt(
  { name, namespace = "default" }: Named["metadata"],
  inNamespace: string,
  called: string,
): boolean {
  return name === called && namespace === inNamespace;
}

/** `shop` or `shop.demo` where one Service is called so: its whole name, `shop.demo.svc.cluster.local`. */
function qualified(
  alias: string,
  services: readonly Named[],
  expected: string | undefined,
): string | undefined {
  const [name = "", namespace, ...rest] = alias.split(".");
  const domain = expected?.split(".svc.")[1];
  if (rest.length > 0 || domain === undefined) return undefined;
  const found = services.filter(
    ({ metadata }) =>
      metadata.name === name && (namespace === undefined || (metadata.namespace ?? "default") === namespace),
  );
  const spaces = [...new Set(found.map(({ metadata }) => metadata.namespace ?? "default"))];
  return spaces.length === 1 ? `${name}.${spaces.join("")}.svc.${domain}` : undefined;
}

/** The name of a Service that was read and is called nearly so: `db.demo.svc.cluster.local`. */
function nearest(alias: string, services: readonly Named[]): string | undefined {
  const [name = "", namespace = "", ...rest] = alias.split(".");
  const names = services
    .filter(({ metadata }) => (metadata.namespace ?? "default") === namespace)
    .map(({ metadata }) => metadata.name);
  const close = closestWord(name, names);
  return close === undefined ? undefined : [close, namespace, ...rest].join(".");
}
