import { refuseBlocks, viewLimits } from "../block-rules.ts";
import { jsonOf, textOf, type Json } from "../types.ts";
import { Refused, type Method } from "./method.ts";

/** A trigger lives three seconds and is good for one view. */
const triggerMs = 3000;

export const views: Readonly<Record<string, Method>> = {
  "views.open": (args, { workspace }) => {
    const trigger = workspace.triggers.get(textOf(args, "trigger_id"));
    if (!trigger) throw new Refused("invalid_trigger_id");
    if (Date.now() - trigger.at > triggerMs) throw new Refused("expired_trigger_id");
    if (trigger.used) throw new Refused("exchanged_trigger_id");
    const view = checked(jsonOf(args, "view"));
    trigger.used = true;
    const id = workspace.nextId("V");
    workspace.views.set(id, { id, user: trigger.user, view, open: true });
    workspace.changed();
    return { ok: true, view: { ...view, id } };
  },

  "views.publish": (args, { workspace }) => {
    const user = textOf(args, "user_id");
    if (!workspace.users.has(user)) throw new Refused("invalid_arguments", ["[ERROR] no such user"]);
    const view = jsonOf(args, "view");
    if (view.type !== "home") throw new Refused("invalid_arguments", ["[ERROR] view type must be home"]);
    const refusal = refuseBlocks(view.blocks, viewLimits);
    if (refusal) throw new Refused("invalid_arguments", refusal.messages);
    workspace.homes.set(user, view);
    workspace.changed();
    return { ok: true, view };
  },

  "views.update": (args, { workspace }) => {
    const open = workspace.views.get(textOf(args, "view_id"));
    if (!open) throw new Refused("not_found");
    const view = checked(jsonOf(args, "view"));
    workspace.views.set(open.id, { ...open, view });
    workspace.changed();
    return { ok: true, view: { ...view, id: open.id } };
  },
};

function checked(view: Json): Json {
  const title = textOf(jsonOf(view, "title"), "text");
  if (view.type !== "modal") throw new Refused("invalid_arguments", ["[ERROR] view type must be modal"]);
  if (title.length < 1 || title.length > 24)
    throw new Refused("invalid_arguments", ["[ERROR] must be 1 to 24 characters [json-pointer:/view/title]"]);
  if (textOf(view, "private_metadata").length > 3000)
    throw new Refused("invalid_arguments", ["[ERROR] too long [json-pointer:/view/private_metadata]"]);
  const refusal = refuseBlocks(view.blocks, viewLimits);
  if (refusal) throw new Refused("invalid_arguments", refusal.messages);
  return view;
}
