/** Of hops and what was seen there. */
export const chinese = {} as const;
