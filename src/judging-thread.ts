/** What a worker's threads compute, so that its own thread always answers: judging and drawing. Nothing here touches a network. */
import { setPriority } from "node:os";
import { isMainThread } from "node:worker_threads";
import { renderPng } from "./adapters/picture/png.ts";
import type { ThreadTasks } from "./adapters/threads/threads.ts";
import { judgePolicies } from "./judge/judge-policies.ts";

// On Linux each thread has a priority of its own (nice): where the processor is scarce, the one that answers goes first.
if (!isMainThread) setPriority(10);

export { conclude } from "./judge/conclude.ts";

export const policies: ThreadTasks["policies"] = ({ flows, snapshot }) => judgePolicies(flows, snapshot);

export const picture: ThreadTasks["picture"] = (svg) => renderPng(svg);
