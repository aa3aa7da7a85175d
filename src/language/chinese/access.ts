/** Of who may ask. */
export const chinese = {} as const;
