/** Events as controllers and kubelets write them: what they did to an object, or why they could not. */
import type { KubeObject } from "../api/object.ts";
import { hexFor } from "./identity.ts";

export interface Happening {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  readonly time: string;
}

export function eventOn(object: KubeObject, happening: Happening, component: string): KubeObject {
  const { namespace = "default", name, uid, resourceVersion } = object.metadata;
  const { type, reason, message, time } = happening;
  const id = hexFor(`${namespace}/${name}/${reason}/${message}/${resourceVersion ?? ""}`).slice(0, 16);
  return {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: `${name}.${id}`, namespace },
    involvedObject: {
      apiVersion: object.apiVersion,
      kind: object.kind,
      namespace,
      name,
      uid,
      resourceVersion,
    },
    type,
    reason,
    message,
    source: { component },
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: "",
  };
}
