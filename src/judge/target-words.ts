import type { Target } from "../model/question.ts";

/** What the person called this side. */
export function describeTarget(target: Target): string {
  switch (target.type) {
    case "ip":
      return target.ip;
    case "host":
      return target.host;
    case "object":
      return target.name;
  }
}
