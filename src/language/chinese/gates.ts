/** Of what gates say. */
export const chinese = {} as const;
