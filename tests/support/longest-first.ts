import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take a minute or more: begun last, one of them would run alone at the end. */
const LONGEST = [
  'faults/campaign',
  'cli/full-shop',
  'cli/open-api.test',
  'cli/conditions-in-turn',
  'cli/menu',
  'cli/seal',
  'browser/report-page',
  'cli/checklist-by-hand',
  'cli/interruption',
  'cli/clock-and-zone',
]

/** Begins with the files that take longest, and leaves the others in Vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((name) => moduleId.includes(name))
      return index < 0 ? LONGEST.length : index
    }
    return sorted.toSorted((one, other) => place(one) - place(other))
  }
}
