/** What netdiag answers rightly and must go on to: both lists only grow. `npm run bench:accuracy` says what else is. */

/** On the lab, every question of them, in both backends. */
export const casesKnownRight: readonly string[] = [
  "B01",
  "B03",
  "B04",
  "B06",
  "B07",
  "B08",
  "B09",
  "B11",
  "B15b",
  "B17",
  "B18",
  "B19",
  "B19b",
  "B20",
  "B22",
  "B22b",
  "B30",
  "B40",
  "B41",
  "B56",
];

/** Recorded on the real cluster. */
export const bundlesKnownRight: readonly string[] = [
  "S0-healthy",
  "S1-twin",
  "S1-fixed",
  "S3-healed",
  "nft-S1-twin",
  "S2-loopback",
  "nft-S2-loopback",
  "S3-vxlan",
  "nft-S3-vxlan",
  "S3-vxlan-samenode",
  "S3b-wire",
  "X1-pod",
  "X1-node",
  "X15",
  "X28",
  "X45",
  "X6-nonat",
  "X3",
  "X40",
  "X43",
];
