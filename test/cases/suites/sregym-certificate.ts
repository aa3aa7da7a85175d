/** What SREGym does to the certificate of an Ingress. */
import { ended, servesOn, servesTls } from "../../scenarios/program.ts";
import type { Case } from "../case.ts";
import { podOf, reachable } from "../right-answer.ts";

const controller = "ingress-nginx/ingress-nginx-controller";

export const sregymCertificate: readonly Case[] = [
  {
    id: "sregym-certificate-expired",
    says: "the controller shows an expired certificate: the network carries it, clients refuse it",
    break: [ended(controller, 443), ...servesTls(controller, "expired", 443)],
    asked: [
      {
        ask: "demo/client -> https://ingress-nginx-controller.ingress-nginx.svc.cluster.local/",
        // The program that is there before speaks no TLS.
        healthy: "never",
        right: [
          reachable({
            tells: [/expired/i],
            beside: [
              { object: [podOf("ingress-nginx", "ingress-nginx-controller")], says: [/certificate|TLS/i] },
            ],
          }),
        ],
      },
    ],
    heal: [ended(controller, 443), servesOn(controller, 443)],
  },
];
