/** What one object says about when it was made, changed, and how it fared: no value of any field, and no message. */
import type { Metadata, Node, ObjectRef, Pod, Workload } from "../../model/kubernetes.ts";
import type { ManagedWrite } from "../../model/managed-fields.ts";
import { minute, timeOf } from "./clock.ts";

/** An object on the way; `pod`, `node` and `workload` where it is one. */
export interface Followed {
  readonly ref: ObjectRef;
  readonly metadata: Metadata;
  readonly pod?: Pod;
  readonly node?: Node;
  readonly workload?: Workload;
  /** It is no end of the question: its rollout is nobody's deploy. */
  readonly isOfCluster?: true;
}

export interface Happened {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly ref: ObjectRef;
  readonly what: string;
  /** A new version of a program came with it, or may have. */
  readonly isRollout?: true;
}

/** The API's times are whole seconds, and a write may bear the second before the one in which the object was made. */
const sameMoment = 2000;
/** What becomes ready so soon after it was made was only started. */
const starting = 2 * minute;
const fieldsTold = 4;

export function happenedTo(followed: Followed): readonly Happened[] {
  const { ref, pod, node, workload } = followed;
  const told: readonly (Told | undefined)[] = [
    ...lifeOf(followed),
    ...(pod ? howPodFared(pod) : []),
    ...(node ? howNodeFared(node) : []),
    ...(workload ? howItRolledOut(workload) : []),
  ];
  return told.flatMap((one) => {
    const at = timeOf(one?.time);
    return one && at !== undefined
      ? [{ at, ref, what: inOneLine(one.what), ...(one.isRollout && { isRollout: true as const }) }]
      : [];
  });
}

/** Reasons and managers' names are anybody's words: a line break in one would begin a line that nobody here wrote. */
function inOneLine(what: string): string {
  return what.replace(/\s+/g, " ");
}

interface Told {
  readonly time: string | null | undefined;
  readonly what: string;
  readonly isRollout?: boolean | undefined;
}

function lifeOf({ metadata, pod, workload, isOfCluster }: Followed): readonly (Told | undefined)[] {
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds = 0 } = metadata;
  const made = timeOf(creationTimestamp);
  const writes = (metadata.managedFields ?? []).filter((write) => timeOf(write.time) !== undefined);
  const making = writes.find(
    ({ time }) => made !== undefined && Math.abs((timeOf(time) ?? 0) - made) <= sameMoment,
  );
  const asked = timeOf(deletionTimestamp);
  return [
    {
      time: creationTimestamp,
      what: making?.manager === undefined ? "created" : `created by ${making.manager}`,
      isRollout: isOfCluster === undefined && (pod ?? workload) !== undefined,
    },
    ...writes.filter((write) => write !== making).map(changed),
    // The time in the object is when its grace ends.
    asked === undefined
      ? undefined
      : {
          time: new Date(asked - deletionGracePeriodSeconds * 1000).toISOString(),
          what: "is being deleted since then",
        },
  ];
}

/** Which of its fields a manager changed nobody notes: all that it has are told. */
function changed({ manager, time, fields = [] }: ManagedWrite): Told {
  const by = manager === undefined ? "changed" : `changed by ${manager}`;
  const more = fields.length > fieldsTold ? " and more" : "";
  const which = fields.length === 0 ? "" : `; its fields: ${fields.slice(0, fieldsTold).join(", ")}${more}`;
  return { time, what: `${by}${which}`, isRollout: fields.includes("spec.template") };
}

function howPodFared({ metadata, status }: Pod): readonly (Told | undefined)[] {
  const made = timeOf(metadata.creationTimestamp);
  const ready = status?.conditions?.find(({ type }) => type === "Ready");
  const since = timeOf(ready?.lastTransitionTime);
  const isStart = made !== undefined && since !== undefined && since - made <= starting;
  const why = ready?.reason === undefined ? "" : ` (${ready.reason})`;
  return [
    ready === undefined || (isStart && ready.status === "True")
      ? undefined
      : {
          time: ready.lastTransitionTime,
          what: ready.status === "True" ? "became ready" : `is not ready since then${why}`,
        },
    ...(status?.containerStatuses ?? []).flatMap(({ name, restartCount = 0, state, lastState }) => {
      const ended = state?.terminated ?? lastState?.terminated;
      return [
        ended && { time: ended.finishedAt, what: `container ${name} ended${howItEnded(ended)}` },
        restartCount > 0 && state?.running
          ? {
              time: state.running.startedAt,
              what: `container ${name} was started again (restart ${restartCount})`,
            }
          : undefined,
      ];
    }),
  ];
}

function howItEnded({
  reason,
  exitCode,
}: {
  readonly reason?: string | undefined;
  readonly exitCode?: number | undefined;
}): string {
  const code = exitCode === undefined ? undefined : `exit code ${exitCode}`;
  const facts = [reason, code].filter((fact) => fact !== undefined);
  return facts.length === 0 ? "" : ` (${facts.join(", ")})`;
}

/** The node's own taint for it. */
const cordoned = "node.kubernetes.io/unschedulable";

function howNodeFared({ metadata, spec, status }: Node): readonly (Told | undefined)[] {
  const made = timeOf(metadata.creationTimestamp);
  return [
    ...(spec?.taints ?? []).map(({ key, effect, timeAdded }) => ({
      time: timeAdded,
      what: key === cordoned ? "cordoned" : `tainted with ${key}:${effect}`,
    })),
    ...(status?.conditions ?? []).map(({ type, status: is, reason, lastTransitionTime }) => {
      const since = timeOf(lastTransitionTime);
      const isGood = (type === "Ready") === (is === "True") && is !== "Unknown";
      if (isGood && made !== undefined && since !== undefined && since - made <= starting) return undefined;
      const why = reason === undefined ? "" : ` (${reason})`;
      return { time: lastTransitionTime, what: `condition ${type} became ${is}${why}` };
    }),
  ];
}

/** Kubernetes' own words for how far a Deployment's rollout is. */
const rollout: ReadonlyMap<string | undefined, string> = new Map([
  ["NewReplicaSetAvailable", "its last rollout was complete"],
  ["ProgressDeadlineExceeded", "its rollout did not end in time"],
  ["ReplicaSetUpdated", "is rolling out"],
  ["NewReplicaSetCreated", "is rolling out"],
]);

function howItRolledOut({ status }: Workload): readonly (Told | undefined)[] {
  return (status?.conditions ?? []).map(({ reason, lastUpdateTime }) => {
    const what = rollout.get(reason);
    return what === undefined ? undefined : { time: lastUpdateTime, what, isRollout: true };
  });
}
