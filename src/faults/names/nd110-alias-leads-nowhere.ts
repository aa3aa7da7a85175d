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
    const meant = isAddress
      ? undefined
      : nearest(
          alias,
          snapshot.services.filter((one) => one !== service.service),
        );
    return {
      says: isAddress
        ? `${what}, which is an address and not a name: DNS has no such name (NXDOMAIN).`
        : `${what}, and DNS has no address for that.${meant === undefined ? "" : ` Did you mean ${meant}?`}`,
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

/** The name of a Service that was read and is called nearly so: `db.demo.svc.cluster.local`. */
function nearest(
  alias: string,
  services: readonly {
    readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
  }[],
): string | undefined {
  const [name = "", namespace = "", ...rest] = alias.split(".");
  const names = services
    .filter(({ metadata }) => (metadata.namespace ?? "default") === namespace)
    .map(({ metadata }) => metadata.name);
  const close = closestWord(name, names);
  return close === undefined ? undefined : [close, namespace, ...rest].join(".");
}
