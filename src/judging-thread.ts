/** What a worker's threads compute, so that its own thread always answers: judging and drawing. Nothing here touches a network. */
import { renderPng } from "./adapters/picture/png.ts";
import type { ThreadTasks } from "./adapters/threads/threads.ts";
import { judgePolicies } from "./judge/judge-policies.ts";

export { conclude } from "./judge/conclude.ts";

export const policies: ThreadTasks["policies"] = ({ flows, snapshot }) => judgePolicies(flows, snapshot);

export const picture: ThreadTasks["picture"] = (svg) => renderPng(svg);
