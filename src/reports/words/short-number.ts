/**
 * A round number with the largest of some units that it reaches: 25000 as `2.5万`. The marks of an
 * axis are round, so nothing is lost but zeros.
 * @param units the largest first
 */
export function shortNumber(
  value: number,
  units: readonly (readonly [size: number, name: string])[],
): string {
  const [size, name] = units.find(([each]) => Math.abs(value) >= each) ?? [1, '']
  return `${Number((value / size).toFixed(3))}${name}`
}
