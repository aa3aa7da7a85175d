import { quoted } from "../../model/shell-words.ts";
import { closestWord } from "../../policy/match/similar.ts";
import { defineFault, ifSeen } from "../define-fault.ts";
import { attempts } from "../needs/traffic.ts";

export const ingressClassMissing = defineFault({
  code: "ND309",
  title: "The Ingress names a class that does not exist",
  at: ["service"],
  gate: "endpoints",
  foretells: "spoils",
  needs: { attempts: ifSeen(attempts) },
  check({ attempts }, { snapshot }) {
    const { ingress } = snapshot;
    // A cluster without any IngressClass may have a controller that takes every Ingress.
    if (!ingress || ingress.classes.length === 0 || ingress.classes.includes(ingress.names)) return;
    const { object, names, classes } = ingress;
    const { namespace = "default", name } = object;
    const [only] = classes;
    const meant = classes.length === 1 ? only : closestWord(names, classes);
    return {
      says: `Ingress ${namespace}/${name} names the IngressClass ${names}, and there is none of that name: no controller serves it, however well the way to its pods is.`,
      because: [
        { source: "model", says: `spec.ingressClassName is ${names}; IngressClasses: ${classes.join(", ")}` },
        ...(attempts && attempts.answered > 0
          ? [
              {
                source: "probe" as const,
                says: `${attempts.answered} of ${attempts.sent} fresh packets to its pods were answered: they are not what fails`,
              },
            ]
          : []),
      ],
      object,
      fix: {
        summary:
          meant === undefined
            ? `set spec.ingressClassName to a class that exists: ${classes.join(", ")}`
            : `set spec.ingressClassName to ${meant}`,
        ...(meant === undefined
          ? {}
          : {
              commands: [
                `kubectl -n ${namespace} patch ingress ${name} --type merge -p ${quoted(JSON.stringify({ spec: { ingressClassName: meant } }))}`,
              ],
            }),
        checked: false,
      },
    };
  },
});
