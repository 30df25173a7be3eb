import { expect, test } from 'vitest'
import { FINDING_CODES, finding } from '../../src/domain/finding.ts'
import { FINDINGS_OF_A_KIND, FindingCollector } from '../../src/domain/finding-collector.ts'

test('findings come out in the order in which they were made', () => {
  const collector = new FindingCollector()
  collector.add('gap', {}, { what: 'orders' })
  collector.add('ragged-row', { file: 'a.csv', row: 3 })
  expect(collector.all().map(({ code }) => code)).toEqual(['gap', 'ragged-row'])
})

test('one error makes a result incomplete; warnings and remarks do not', () => {
  for (const code of FINDING_CODES) {
    const collector = new FindingCollector()
    collector.push(finding(code))
    expect(collector.isComplete, code).toBe(finding(code).severity !== 'error')
  }
})

test('past a thousand of a kind the rest is counted, as gravely as they are', () => {
  const collector = new FindingCollector()
  for (let row = 1; row <= FINDINGS_OF_A_KIND + 5; row++) collector.add('ragged-row', { row })
  for (let row = 1; row <= FINDINGS_OF_A_KIND; row++) collector.add('duplicate-row', { row })
  const all = collector.all()
  expect(all).toHaveLength(2 * FINDINGS_OF_A_KIND + 1)
  expect(all.at(-1)).toMatchObject({
    code: 'more',
    severity: 'error',
    args: { code: 'ragged-row', count: 5 },
  })
  expect(collector.isComplete).toBe(false)
})
