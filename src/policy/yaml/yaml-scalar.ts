/**
 * What an unquoted YAML word means to kubectl, whose YAML is that of version 1.1 without its dates and base-60 numbers.
 * Source: sigs.k8s.io/yaml, goyaml.v2/resolve.go.
 */
export type Scalar = string | number | boolean | null;

const words = new Map<string, Scalar>(
  (
    [
      [true, ["y", "yes", "true", "on"]],
      [false, ["n", "no", "false", "off"]],
      [null, ["null"]],
      [Number.NaN, [".nan"]],
      [Number.POSITIVE_INFINITY, [".inf", "+.inf"]],
      [Number.NEGATIVE_INFINITY, ["-.inf"]],
    ] as const
  ).flatMap(([value, spelled]) =>
    spelled.flatMap((word): [string, Scalar][] => [
      [word, value],
      [word.toUpperCase(), value],
      // Only the first letter in capitals, and NaN, which has two of them.
      [word.replace(/[a-z]/, (letter) => letter.toUpperCase()).replace(".Nan", ".NaN"), value],
    ]),
  ),
).set("~", null);
words.set("", null);

/** A leading zero alone makes an octal number. */
const integer = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/;
/** What stands behind `0b` is read as a number of its own, with its sign. */
const signedBinary = /^0b([-+][01]+)$/;
const decimal = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

function toNumber(text: string): number | undefined {
  // Behind a leading dot it is Go that reads the number: there an underscore stands between two digits.
  if (text.startsWith(".") && /(?<![0-9])_|_(?![0-9])/.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  const whole = integer.exec(plain);
  if (whole) {
    const [, sign, hex, binary, octal, ordinary] = whole;
    const size = hex
      ? Number.parseInt(hex, 16)
      : binary
        ? Number.parseInt(binary, 2)
        : octal
          ? Number.parseInt(octal, 8)
          : Number(ordinary);
    return sign === "-" ? 0 - size : size;
  }
  const signed = signedBinary.exec(plain)?.[1];
  if (signed !== undefined) return Number.parseInt(signed, 2) + 0;
  const number = decimal.test(plain) ? Number(plain) : Number.NaN;
  // JSON as Go writes it has no negative zero here.
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** The value of an unquoted word: `8080` is a number, `on` is true, `10.0.0.1` and `2026-11-02` are text. */
export function readScalar(text: string): Scalar {
  const first = text.charCodeAt(0);
  // A digit, a sign or a dot begins a number.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    const number = toNumber(text);
    if (number !== undefined) return number;
  }
  // The longest of the words has five letters.
  const word = text.length <= 5 ? words.get(text) : undefined;
  return word === undefined ? text : word;
}
