/** The most columns a sheet can have. */
export const MAX_COLUMNS = 16_384

/** The letters of a column counted from 0: A, B, … Z, AA, … XFD. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(0x41 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
