import { addressWorks, questionsAsked } from "./looked-up.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { found } from "../needs/names.ts";
import { toService } from "../needs/service-fate.ts";

export const shortNameNotFromThere = defineFault({
  code: "ND108",
  title: "Only the Service's longer name resolves from there",
  at: ["asking"],
  gate: "name",
  foretells: "stops",
  needs: { found, toService: ifSeen(toService) },
  check({ found, toService }, { flow, snapshot }) {
    if (!found?.settled || !flow.service || flow.from.type !== "pod" || !found.sought.perhaps) return;
    const { settled, sought } = found;
    // The search list leads there by itself.
    if (settled.name !== sought.expected || found.tried.length < 2) return;
    if (found.tried.some(({ said }) => said.result !== "answered")) return;
    const { namespace, name } = flow.service;
    const short = `${name}.${namespace}`;
    const works = addressWorks(flow, toService);
    const but = works.sentence === "" ? "" : ", though by its address it answers";
    return {
      says: `From namespace ${flow.from.namespace} the name \`${sought.text}\` alone does not resolve${but}: Service ${name} is in namespace ${namespace}, so there it must be ${short}.`,
      because: [
        {
          source: "model",
          says: `the cluster's DNS has Service ${namespace}/${name} as ${sought.expected}; a name of one word is looked for in the client's own namespace only`,
        },
        ...questionsAsked(found, snapshot),
        ...works.because,
      ],
      object: { kind: "Service", namespace, name },
      fix: { summary: `let the client use ${short}, or ${sought.expected}`, checked: false },
    };
  },
});
