/** Writing one policy, tried before it is made: a new one is created, one that stands there is edited by server-side apply. */
import { z } from "zod";
import { appliedKind } from "../../apply/kinds.ts";
import { objectName } from "../../apply/manifest.ts";
import type { Bound, ChangeManifest } from "../../model/change.ts";
import { NotChanged, type ClusterChanges, type Standing, type Writing } from "../../apply/doors.ts";
import { isAllowed } from "./access-review.ts";
import { ApiRefused, ApiSilent, CredentialsFailed } from "./api-errors.ts";
import type { ApiRequest, KubernetesApi } from "./api.ts";
import { AnswerTooLarge } from "./transport.ts";

/** In `managedFields`, and in the words of a conflict that somebody else has with it. */
const fieldManager = "netdiag";

const Read = z.looseObject({
  metadata: z.looseObject({
    // What was tried only has none of both.
    uid: z.string().default(""),
    resourceVersion: z.string().default(""),
    ownerReferences: z.array(z.looseObject({ kind: z.string(), name: z.string() })).nullish(),
    managedFields: z.array(z.looseObject({ manager: z.string().optional() })).nullish(),
  }),
  spec: z.record(z.string(), z.unknown()).default({}),
});

export function createClusterChanges(api: KubernetesApi): ClusterChanges {
  const send = async (manifest: ChangeManifest, request: ApiRequest): Promise<unknown> => {
    try {
      return await api.send(request);
    } catch (error) {
      throw notChanged(error, manifest);
    }
  };
  const read = async (manifest: ChangeManifest): Promise<Standing | undefined> => {
    try {
      return standingOf(manifest, await api.send({ path: pathOf(manifest) }));
    } catch (error) {
      if (error instanceof ApiRefused && error.code === 404) return undefined;
      throw error instanceof NotChanged ? error : notChanged(error, manifest);
    }
  };
  return {
    read,
    mayNot: async (manifest, { bound, as }) => {
      const verb = bound.state === "absent" ? "create" : "patch";
      return (await may(manifest, verb, as)) === false ? missing(manifest, verb, as) : undefined;
    },
    apply: async (manifest, { dryRun, bound, as }: Writing) => {
      const common = {
        query: { fieldManager, fieldValidation: "Strict", ...(dryRun && { dryRun: "All" }) },
        ...(as !== undefined && { as }),
      };
      // Server-side apply would write into what somebody made in between; a create of a name that is taken is refused.
      if (bound.state === "absent")
        return standingOf(
          manifest,
          await send(manifest, { ...common, method: "POST", path: folderOf(manifest), body: manifest }),
        );
      const { uid, resourceVersion } = bound;
      const force = String(await isOursAlone(manifest, bound));
      const answer = await send(manifest, {
        ...common,
        method: "PATCH",
        path: pathOf(manifest),
        query: { ...common.query, force },
        contentType: "application/apply-patch+yaml",
        body: { ...manifest, metadata: { ...manifest.metadata, uid, resourceVersion } },
      });
      return standingOf(manifest, answer);
    },
  };

  /**
   * Whether nobody but netdiag wrote any field of it. What netdiag created it keeps by another entry (`operation: Update`) than
   * what it applies, and without force the API server would call that a conflict with netdiag. Throws NotChanged where it is
   * not what it is bound to any more.
   */
  async function isOursAlone(
    manifest: ChangeManifest,
    { uid, resourceVersion }: Extract<Bound, { state: "there" }>,
  ): Promise<boolean> {
    const standing = await read(manifest);
    if (standing?.uid !== uid || standing.resourceVersion !== resourceVersion)
      throw new NotChanged(
        "changed",
        `${objectName(manifest)} was changed or removed since the request. Nothing was changed; press Re-check.`,
      );
    const { managers } = standing;
    return managers.length > 0 && managers.every((manager) => manager === fieldManager);
  }

  /** Undefined when even that could not be asked: then it is tried. */
  async function may(
    manifest: ChangeManifest,
    verb: string,
    as: string | undefined,
  ): Promise<boolean | undefined> {
    const { group, resource } = placeOf(manifest);
    const { name, namespace } = manifest.metadata;
    try {
      // The API server asks for a create before it reads the name.
      const named = verb === "create" ? {} : { name };
      return await isAllowed(api, { verb, group, resource, namespace, ...named }, { as });
    } catch (error) {
      if (error instanceof ApiRefused && error.code === 403 && as !== undefined)
        throw new NotChanged(
          "forbidden",
          `netdiag's account may not act as ${as}: ${error.message}. Nothing was changed; deploy/components/apply says which right that takes.`,
        );
      if (error instanceof ApiRefused) return undefined;
      throw notChanged(error, manifest);
    }
  }
}

function placeOf({ apiVersion, kind }: ChangeManifest): {
  readonly group: string;
  readonly resource: string;
} {
  const known = appliedKind(apiVersion, kind);
  if (!known)
    throw new NotChanged("refused", `netdiag applies no ${kind} of ${apiVersion}. Nothing was changed.`);
  return known;
}

function folderOf(manifest: ChangeManifest): string {
  const { resource } = placeOf(manifest);
  return `/apis/${manifest.apiVersion}/namespaces/${encodeURIComponent(manifest.metadata.namespace)}/${resource}`;
}

function pathOf(manifest: ChangeManifest): string {
  return `${folderOf(manifest)}/${encodeURIComponent(manifest.metadata.name)}`;
}

function standingOf(manifest: ChangeManifest, answer: unknown): Standing {
  const read = Read.safeParse(answer);
  if (!read.success)
    throw new NotChanged(
      "silent",
      `What the API server answered about ${objectName(manifest)} is not that object.`,
    );
  const { metadata, spec } = read.data;
  return {
    uid: metadata.uid,
    resourceVersion: metadata.resourceVersion,
    spec,
    owners: (metadata.ownerReferences ?? [])
      .filter(({ kind }) => kind !== "Namespace")
      .map(({ kind, name }) => `${kind} ${name}`),
    managers: (metadata.managedFields ?? []).flatMap(({ manager }) => manager ?? []),
  };
}

function missing(manifest: ChangeManifest, verb: string, as: string | undefined): string {
  const { group, resource } = placeOf(manifest);
  const { namespace } = manifest.metadata;
  const who = as === undefined ? "netdiag's account" : `user ${as}`;
  const check = `kubectl auth can-i ${verb} ${resource}.${group} -n ${namespace}${as === undefined ? "" : ` --as=${as}`}`;
  return `${who} may not ${verb} ${resource}.${group} in namespace ${namespace}, so nothing was changed. deploy/components/apply holds the rule; check: ${check}`;
}

/** In the API server's own words, cut: somebody else wrote them. */
function notChanged(error: unknown, manifest: ChangeManifest): unknown {
  const object = objectName(manifest);
  if (error instanceof ApiRefused) {
    const says = error.message.replace(/\s+/g, " ").slice(0, 400);
    if (error.code >= 500) return new NotChanged("silent", `The API server failed over ${object}: ${says}`);
    if (error.code === 403)
      return new NotChanged("forbidden", `The API server forbids it: ${says}. Nothing was changed.`);
    if (error.code !== 409)
      return new NotChanged("refused", `The API server refuses it: ${says}. Nothing was changed.`);
    if (error.reason === "AlreadyExists")
      return new NotChanged(
        "changed",
        `${object} was made in that moment: ${says}. Nothing was changed; press Re-check.`,
      );
    return /conflicts? with /.test(says)
      ? new NotChanged(
          "conflict",
          `Somebody else keeps what the change is about: ${says}. Nothing was changed; show them the fix.`,
        )
      : new NotChanged(
          "changed",
          `${object} was changed in that moment: ${says}. Nothing was changed; press Re-check.`,
        );
  }
  if (error instanceof ApiSilent)
    return new NotChanged("silent", `The API server did not answer: ${error.message}.`);
  if (error instanceof AnswerTooLarge)
    return new NotChanged("silent", `What the API server answered about ${object} is too long.`);
  if (error instanceof CredentialsFailed)
    return new NotChanged(
      "forbidden",
      `netdiag could not say who it is: ${error.message}. Nothing was changed.`,
    );
  return error;
}
