import { failedAttempts } from "../because.ts";
import { defineFault } from "../define-fault.ts";
import { attempts, passage } from "../needs/traffic.ts";

export const addressOfNoService = defineFault({
  code: "ND308",
  title: "No Service has the address",
  at: ["node-out"],
  gate: "translation",
  foretells: "unoffered",
  needs: { attempts, passage },
  concerns: ({ flow }) =>
    flow.to.type === "external" && flow.to.host === undefined && flow.service === undefined,
  check({ attempts, passage }, { flow, hop, snapshot }) {
    const ip = flow.destinationIP;
    const [below, above] = snapshot.nobodys?.find((one) => one.ip === ip)?.between ?? [];
    if (!below || !above || attempts.answered > 0) return;
    const left = passage.out ?? 0;
    const around = `${below.address} (${below.service}) and ${above.address} (${above.service})`;
    return {
      says: `No Service has the address ${ip}, and no pod or node: it lies among the addresses of Services, between ${around}.`,
      because: [
        { source: "model", says: `of the Services with addresses around it, ${around} are the next ones` },
        ...failedAttempts(attempts),
        ...(left > 0
          ? [
              {
                source: "kernel" as const,
                says: `${hop.name}: ${left} packets left ${hop.deviceOut === undefined ? "" : `by ${hop.deviceOut} `}with that destination: no rule there translates it`,
              },
            ]
          : []),
      ],
      fix: {
        summary:
          "correct the address that the client has in its settings; the Service's name (NAME.NAMESPACE) stays when a Service is made anew, its address does not",
        commands: ["kubectl get services -A -o wide"],
        checked: false,
      },
    };
  },
});
