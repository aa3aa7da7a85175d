/** Every scenario, in path order: a fault without one here fails the catalogue test. */
import { ingressDenied } from "./nd410-ingress-denied.ts";
import { podRouteMissing } from "./nd601-pod-route-missing.ts";
import type { Scenario } from "./scenario.ts";

export const scenarios: readonly Scenario[] = [ingressDenied, podRouteMissing];
