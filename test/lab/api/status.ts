import { qualifiedPlural, type Resource } from "./resources.ts";

/** The `Status` object the API answers failures with. */
export interface Status {
  readonly kind?: "Status";
  readonly apiVersion?: "v1";
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly status: "Success" | "Failure";
  readonly message?: string;
  readonly reason?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly code?: number;
}

/** A request that fails, with the body the real API server gives. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: Status;
  readonly code: number;

  constructor(code: number, reason: string | undefined, message: string, details?: Status["details"]) {
    super(message);
    this.code = code;
    this.status = {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message,
      ...(reason === undefined ? {} : { reason }),
      ...(details === undefined ? {} : { details }),
      code,
    };
  }
}

type Named = Pick<Resource, "group" | "plural">;

function detailsOf(resource: Named, name?: string): Status["details"] {
  return {
    ...(name === undefined ? {} : { name }),
    ...(resource.group === "" ? {} : { group: resource.group }),
    kind: resource.plural,
  };
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, "BadRequest", message);
}

export function unauthorized(): ApiError {
  return new ApiError(401, "Unauthorized", "Unauthorized");
}

export function notFound(resource: Named, name: string): ApiError {
  return new ApiError(
    404,
    "NotFound",
    `${qualifiedPlural(resource)} "${name}" not found`,
    detailsOf(resource, name),
  );
}

export function alreadyExists(resource: Named, name: string): ApiError {
  return new ApiError(
    409,
    "AlreadyExists",
    `${qualifiedPlural(resource)} "${name}" already exists`,
    detailsOf(resource, name),
  );
}

export function conflict(resource: Named, name: string): ApiError {
  return new ApiError(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${qualifiedPlural(resource)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    detailsOf(resource, name),
  );
}

/** A resourceVersion or continue token from before the compaction. */
export function expired(message: string): ApiError {
  return new ApiError(410, "Expired", message);
}

/** One field that does not hold, as field path, type of the cause and sentence. */
export interface Cause {
  readonly reason:
    "FieldValueInvalid" | "FieldValueRequired" | "FieldValueForbidden" | "FieldValueNotSupported";
  readonly field: string;
  readonly message: string;
}

export function invalid(
  resource: Pick<Resource, "group" | "kind">,
  name: string,
  causes: readonly Cause[],
): ApiError {
  const texts = causes.map((cause) => `${cause.field}: ${cause.message}`);
  const list = texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`;
  const kind = resource.group === "" ? resource.kind : `${resource.kind}.${resource.group}`;
  return new ApiError(422, "Invalid", `${kind} "${name}" is invalid: ${list}`, {
    name,
    ...(resource.group === "" ? {} : { group: resource.group }),
    kind: resource.kind,
    causes: causes.map(({ reason, field, message }) => ({ reason, message, field })),
  });
}

/** What an RBAC refusal says; `subresource` as in pods/exec. */
export function forbidden(asked: {
  readonly user: string;
  readonly verb: string;
  readonly group: string;
  readonly plural: string;
  readonly subresource?: string;
  readonly name?: string;
  readonly namespace?: string;
}): ApiError {
  const resource = asked.subresource ? `${asked.plural}/${asked.subresource}` : asked.plural;
  const where =
    asked.namespace === undefined ? "at the cluster scope" : `in the namespace "${asked.namespace}"`;
  const what = qualifiedPlural(asked) + (asked.name === undefined ? "" : ` "${asked.name}"`);
  return new ApiError(
    403,
    "Forbidden",
    `${what} is forbidden: User "${asked.user}" cannot ${asked.verb} resource "${resource}" in API group "${asked.group}" ${where}`,
    detailsOf(asked, asked.name),
  );
}
