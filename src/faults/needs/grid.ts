import { attemptsOf, type Attempts } from "../../walk/attempts.ts";
import type { GridView } from "../../walk/grid.ts";
import type { Need } from "../define-fault.ts";

function view(name: GridView): Need<Attempts> {
  return { name, take: ({ flow, evidence }) => attemptsOf(evidence, flow, name) };
}

/** Fresh connections to the Service's own address, from the source's namespace. */
export const viaService = view("service");
/** From the target pod to 127.0.0.1. */
export const fromLoopback = view("loopback");
