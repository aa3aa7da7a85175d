import type { Flow } from "../model/flow.ts";
import type { Target } from "../model/question.ts";

/**
 * What the person called this side. A dotted text that turned out to be a host outside is told whole: `example.com`, not
 * the `example` that it would be as an object of a namespace.
 */
export function nameOfSide(target: Target, ends: readonly Flow["to"][]): string {
  const host = ends.flatMap((end) =>
    end.type === "external" && end.host !== undefined ? [end.host] : [],
  )[0];
  switch (target.type) {
    case "ip":
      return target.ip;
    case "host":
      return target.host;
    case "object":
      return host ?? target.name;
  }
}
