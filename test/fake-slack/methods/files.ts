import { botUser } from "../people.ts";
import { listOf, textOf } from "../types.ts";
import { postable, rootOf } from "./chat.ts";
import { Refused, type Method } from "./method.ts";

/** The three steps of an upload; the second is a plain POST to the URL given by the first. */
export const files: Readonly<Record<string, Method>> = {
  "files.getUploadURLExternal": (args, { workspace, url }) => {
    const name = textOf(args, "filename");
    const length = Number(textOf(args, "length"));
    if (name === "" || !(length > 0)) throw new Refused("invalid_arguments");
    const id = workspace.nextId("F");
    // The client says `alt_text`, the method's page `alt_txt`.
    const altText = textOf(args, "alt_text") || textOf(args, "alt_txt");
    workspace.files.set(id, {
      id,
      name,
      title: name,
      altText,
      length,
      content: Buffer.alloc(0),
      complete: false,
    });
    return { ok: true, file_id: id, upload_url: `${url}/upload/${id}` };
  },

  "files.completeUploadExternal": (args, { workspace }) => {
    const entries = listOf(args, "files");
    const shared = entries.map((entry) => {
      const file = workspace.files.get(textOf(entry, "id"));
      if (!file) throw new Refused("file_not_found");
      if (file.content.length !== file.length) throw new Refused("file_upload_size_mismatch");
      return { ...file, title: textOf(entry, "title") || file.title, complete: true };
    });
    const id = textOf(args, "channel_id");
    for (const file of shared) workspace.files.set(file.id, file);
    if (id !== "") {
      const channel = postable(workspace, id);
      const threadTs = textOf(args, "thread_ts");
      workspace.post({
        channel: channel.id,
        user: botUser,
        text: textOf(args, "initial_comment"),
        fileIds: shared.map((file) => file.id),
        ...(threadTs === "" ? {} : { threadTs: rootOf(workspace, channel.id, threadTs) }),
      });
    }
    return { ok: true, files: shared.map((file) => ({ id: file.id, title: file.title })) };
  },
};
