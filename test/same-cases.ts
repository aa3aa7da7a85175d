/**
 * Generated tests try the same cases each time, so that a change fails for what it did and never by chance.
 * `NETDIAG_SEED=5 npm test` tries others.
 */
import fc from "fast-check";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env["NETDIAG_SEED"] ?? 1) });
