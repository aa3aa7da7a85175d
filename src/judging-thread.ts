/** What a worker's threads compute, so that its own thread always answers: judging and drawing. Nothing here touches a network. */
import { setPriority } from "node:os";
import { isMainThread } from "node:worker_threads";
import { renderPng } from "./adapters/picture/png.ts";
import { partsOn } from "./adapters/threads/board.ts";
import type { ThreadTasks } from "./adapters/threads/threads.ts";
import { conclude as concludeRun } from "./judge/conclude.ts";
import { judgePolicies } from "./judge/judge-policies.ts";
import { OwnFaults } from "./model/own-faults.ts";

// On Linux each thread has a priority of its own (nice): where the processor is scarce, the one that answers goes first.
if (!isMainThread) setPriority(10);

export const conclude: ThreadTasks["conclude"] = ({ bundle, ...watched }) =>
  concludeRun(bundle, new OwnFaults(partsOn(watched)));

export const policies: ThreadTasks["policies"] = ({ flows, snapshot, ...watched }) =>
  judgePolicies(flows, snapshot, new OwnFaults(partsOn(watched)));

export const picture: ThreadTasks["picture"] = (svg) => renderPng(svg);
