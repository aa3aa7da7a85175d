import type { Question } from "../../../src/model/question.ts";
import type { DiagnosisRequest } from "../../../src/ports.ts";

/** What is asked in these tests. */
export const ingressToProductpage: Question = {
  text: "ingress-nginx -> productpage",
  from: { type: "object", name: "ingress-nginx" },
  to: { type: "object", name: "productpage" },
};

export function ask(to = "productpage", user = "U1"): DiagnosisRequest {
  return {
    question: { ...ingressToProductpage, text: `ingress-nginx -> ${to}`, to: { type: "object", name: to } },
    origin: { key: `${user}-${to}-key`, channel: "C1", user, threadTs: `1700000000.0000${user.slice(1)}` },
  };
}
