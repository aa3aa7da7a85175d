import { attemptsOf, type Attempts } from "../../journey/packets/attempts.ts";
import type { GridView } from "../../journey/packets/grid.ts";
import type { Need } from "../define-fault.ts";

function view(name: GridView): Need<Attempts> {
  return { name, take: ({ flow, evidence }) => attemptsOf(evidence, flow, name) };
}

/** Fresh connections to the address that the name leads to, where that is not the Service's. */
export const toStranger = view("elsewhere");
/** From the target pod to 127.0.0.1. */
export const fromLoopback = view("loopback");
