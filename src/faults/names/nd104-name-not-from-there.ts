import { addressWorks, questionsAsked } from "./looked-up.ts";
import { serviceNameGate, type NoAddress, type WrongName } from "../../gates/service-name.ts";
import { defineStop, gateOf, only } from "../define-fault.ts";
import { toService } from "../needs/service-fate.ts";

export const nameNotFromThere = defineStop({
  code: "ND104",
  title: "The name does not lead to the Service from there",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  stop: only(gateOf("name of the Service from there", serviceNameGate), isWrongName),
  tells: { toService },
  name({ found, expected, resolver, none }, { toService }, { flow, snapshot }) {
    const { text, names } = found.sought;
    const { namespace = "", name = "" } = flow.service ?? {};
    const object = { kind: "Service", namespace, name };
    if (none !== undefined)
      return {
        says: `\`${text}\` leads nowhere: ${none}.`,
        because: [{ source: "model", says: none }, ...questionsAsked(found, snapshot)],
        object,
        fix: {
          summary: `let the client use the name of the Service, ${name}.${namespace}, or the pod's own subdomain`,
          checked: false,
        },
      };
    const home = flow.from.type === "pod" ? flow.from.namespace : undefined;
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

function isWrongName(stop: NoAddress): stop is WrongName {
  return stop.is === "wrong name";
}
