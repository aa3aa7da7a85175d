import { addressWorks, questionsAsked } from "./looked-up.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { toService } from "../needs/service-fate.ts";
import { found, resolver } from "../needs/names.ts";
import { whyNoAddress } from "../../journey/names/name-target.ts";
import { asksElsewhere } from "../../journey/names/dns-servers.ts";
import { namesTried, usualSearch } from "../../journey/names/resolver.ts";

export const nameNotFromThere = defineFault({
  code: "ND104",
  title: "The name does not lead to the Service from there",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  needs: { found, resolver: ifSeen(resolver), toService: ifSeen(toService) },
  check({ found, resolver, toService }, { flow, snapshot }) {
    if (!found?.settled || found.addresses.length > 0 || !flow.service || !found.sought.typed) return;
    const { text, names, expected } = found.sought;
    if (expected === undefined || found.tried.some(({ said }) => said.result !== "answered")) return;
    // A node that has a resolver of its own is told no whatever the name: ND106.
    if (flow.from.type === "node" && (!resolver || asksElsewhere(resolver.nameservers, snapshot) !== false))
      return;
    const { namespace, name } = flow.service;
    const object = { kind: "Service", namespace, name };
    const noEndpoint = expected.startsWith(`${name}.${namespace}.svc.`)
      ? undefined
      : whyNoAddress(flow, expected, snapshot);
    if (noEndpoint !== undefined)
      return {
        says: `\`${text}\` leads nowhere: ${noEndpoint}.`,
        because: [{ source: "model", says: noEndpoint }, ...questionsAsked(found, snapshot)],
        object,
        fix: {
          summary: `let the client use the name of the Service, ${name}.${namespace}, or the pod's own subdomain`,
          checked: false,
        },
      };
    if (names.includes(expected)) return;
    const home = flow.from.type === "pod" ? flow.from.namespace : undefined;
    // With the search list that pods have by default it would: then the pod's own is what is wrong (ND106).
    const usual = home === undefined ? [] : usualSearch(home, expected);
    if (home !== undefined && namesTried(text, { search: usual, ndots: 5 }).includes(expected)) return;
    const short = `${name}.${namespace}`;
    const works = addressWorks(flow, toService);
    const from = home === undefined ? "there" : `namespace ${home}`;
    return {
      says: `\`${text}\` does not resolve from ${from}: Service ${name} is in namespace ${namespace}, so from there its name is ${short}.${works.sentence}`,
      because: [
        {
          source: "model",
          says: `the cluster's DNS has Service ${namespace}/${name} as ${expected}; of \`${text}\` the resolver makes ${names.join(", ")}${resolver ? ` (search ${resolver.search.join(" ") || "nothing"}, ndots ${resolver.ndots})` : ""}`,
        },
        ...questionsAsked(found, snapshot),
        ...works.because,
      ],
      object,
      fix: { summary: `let the client use ${short}, or ${expected}`, checked: false },
    };
  },
});
