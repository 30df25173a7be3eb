/**
 * `THOROUGH=1 npm test` tries everything there is to try, which takes half an hour; without it the
 * longest tests try a part, so that everything together stays within a quarter of an hour on two cores.
 */
export const IS_THOROUGH = process.env.THOROUGH === '1'

/** How often something is tried. */
export function times({ usual, thorough }: { usual: number; thorough: number }): number {
  return IS_THOROUGH ? thorough : usual
}
