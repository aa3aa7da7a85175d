/** What objects of Kubernetes report of themselves, with only the fields that somebody here uses. */
import { z } from "zod";

const Terminated = z
  .object({
    reason: z.string().optional(),
    exitCode: z.number().optional(),
    finishedAt: z.string().optional(),
  })
  .optional()
  .catch(undefined);

const Condition = z.object({ type: z.string(), status: z.string(), reason: z.string().optional() });
const TimedCondition = Condition.extend({
  message: z.string().optional(),
  lastTransitionTime: z.string().nullish().catch(undefined),
});

export const PodStatus = z
  .object({
    phase: z.string().optional(),
    reason: z.string().optional(),
    message: z.string().optional(),
    podIP: z.string().optional(),
    podIPs: z.array(z.object({ ip: z.string() })).optional(),
    hostIP: z.string().optional(),
    conditions: z.array(TimedCondition).optional(),
    containerStatuses: z
      .array(
        z.object({
          name: z.string(),
          ready: z.boolean(),
          containerID: z.string().optional(),
          restartCount: z.number().optional(),
          /** Why a container does not run: `ImagePullBackOff`, `CrashLoopBackOff`. */
          state: z
            .object({
              waiting: z
                .object({ reason: z.string().optional(), message: z.string().optional() })
                .optional()
                .catch(undefined),
              running: z.object({ startedAt: z.string().optional() }).optional().catch(undefined),
              terminated: Terminated,
            })
            .optional(),
          /** How the one before ended: `OOMKilled`, 137. */
          lastState: z.object({ terminated: Terminated }).optional().catch(undefined),
        }),
      )
      .optional(),
  })
  .optional();

export const NodeStatus = z
  .object({
    addresses: z.array(z.object({ type: z.string(), address: z.string() })).optional(),
    nodeInfo: z.object({ kubeletVersion: z.string().nullish() }).nullish().catch(undefined),
    conditions: z.array(TimedCondition).optional(),
  })
  .optional();

export const WorkloadStatus = z
  .object({
    /** How its rollout goes, `Progressing`; nobody asks for the others. */
    conditions: z
      .array(Condition.extend({ lastUpdateTime: z.string().nullish() }))
      .transform((all) => all.filter(({ type }) => type === "Progressing"))
      .nullish()
      .catch(undefined),
  })
  .optional()
  .catch(undefined);
