/** What a node says is taken at the pace of its length, however it arrives. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteReader, TooMuch } from "../../../src/adapters/kubernetes/byte-reader.ts";

test("lines and bytes come out as they went in, whatever the pieces", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(fc.nat(40), fc.integer({ min: 3000, max: 9000 })).chain((length) =>
          fc.record({
            line: fc.string({ maxLength: 30 }).map((text) => text.replaceAll("\n", " ")),
            length: fc.constant(length),
          }),
        ),
        { maxLength: 6 },
      ),
      fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 3000, max: 70_000 })), {
        minLength: 1,
        maxLength: 20,
      }),
      async (parts, sizes) => {
        const reader = new ByteReader();
        const all = Buffer.concat(
          parts.flatMap(({ line, length }) => [Buffer.from(`${line}\n`), Buffer.alloc(length, "x")]),
        );
        const reading = (async () => {
          const read: (string | number)[] = [];
          for (const { length } of parts) {
            read.push(await reader.line());
            const bytes = await reader.bytes(length);
            expect(bytes.every((byte) => byte === 120)).toBe(true);
            read.push(bytes.length);
          }
          return read;
        })();
        for (let at = 0, turn = 0; at < all.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1;
          reader.push(all.subarray(at, at + size));
          at += size;
          await Promise.resolve();
        }
        expect(await reading).toEqual(parts.flatMap(({ line, length }) => [line, length]));
      },
    ),
    { numRuns: 200 },
  );
});

test("a line that does not end is not waited for", async () => {
  const reader = new ByteReader();
  const line = reader.line();
  for (let pushed = 0; pushed < 100; pushed++) reader.push(Buffer.alloc(1024, "a"));
  await expect(line).rejects.toThrow(TooMuch);
});

test("47 MB without a newline, and bytes one by one, cost no more than they are long", async () => {
  const began = process.cpuUsage();
  const reader = new ByteReader();
  const bytes = reader.bytes(47_000_000 + 1_000_000);
  for (let pushed = 0; pushed < 47_000_000; pushed += 47_000) {
    reader.push(Buffer.alloc(47_000, "a"));
    await Promise.resolve();
  }
  const one = Buffer.from("b");
  for (let pushed = 0; pushed < 1_000_000; pushed++) reader.push(one);
  expect((await bytes).length).toBe(48_000_000);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(2000);
});
