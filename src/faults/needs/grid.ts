import { attemptsOf, pingsOf, type Attempts } from "../../walk/attempts.ts";
import type { GridView } from "../../walk/grid.ts";
import type { Need } from "../define-fault.ts";

function view(name: GridView): Need<Attempts> {
  return { name, take: ({ flow, evidence }) => attemptsOf(evidence, flow, name) };
}

/** Fresh connections to the Service's own address, from the source's namespace. */
export const viaService = view("service");
/** To the same pod address from the source's node. */
export const fromSourceNode = view("source-node");
/** From the target's own node: proves wiring and listener, never policy. */
export const fromTargetNode = view("target-node");
/** From the target pod to its own address: proves the listener. */
export const fromItself = view("self");
/** From the target pod to 127.0.0.1. */
export const fromLoopback = view("loopback");

export const pingsToService: Need<Attempts> = {
  name: "ping to the Service address",
  take: ({ flow, evidence }) => pingsOf(evidence, flow, "service"),
};
