import { describe, expect, test } from 'vitest'
import type { StreamEvent } from '../../../../src/sources/open-api/walks/stream-events.ts'
import { collect } from '../collect.ts'
import { type Answer, listOf, upTo } from './numbered-list.ts'

describe('walking numbered pages', () => {
  test('begins with the first page of the method and ends with the last of the total', async () => {
    const { walk, asked } = listOf(upTo(25))
    expect((await collect(walk(0, 100))).items).toEqual(upTo(25))
    expect(asked.map(({ page }) => page)).toEqual([1, 2, 3])
  })

  test('cuts a window before it passes the depth limit', async () => {
    const { walk, asked } = listOf(upTo(400))
    const { items, isWhole } = await collect(walk(0, 400))
    expect(new Set(items).size).toBe(400)
    expect(isWhole).toBe(true)
    expect(Math.max(...asked.map(({ page }) => page * 10))).toBeLessThanOrEqual(50)
  })

  test('names a second with more rows than the depth limit, and goes on behind it', async () => {
    const { walk } = listOf([...Array<number>(70).fill(5), 8, 9])
    const { items, windows } = await collect(walk(0, 10))
    const deep = windows.filter(({ doubt }) => doubt === 'too-deep')
    expect(deep.map(({ window }) => window.from <= 5 && window.to >= 5)).toContain(true)
    expect(deep.every(({ window }) => window.to - window.from < 2)).toBe(true)
    // No other pass would reach deeper.
    expect(deep.every(({ passes }) => passes === 1)).toBe(true)
    expect(items).toContain(70)
    expect(items).toContain(71)
  })

  test('walks again when the total moved, and takes the pass that stood still', async () => {
    const { walk } = listOf(upTo(25), (answer, count) => {
      if (count === 1) answer.total = 26
    })
    const { windows, items } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, total: 25, distinct: 25, passes: 2 }])
    expect(new Set(items).size).toBe(25)
  })

  test('does not take a right count for a proof when the total moved on the way', async () => {
    // The last page says 26: one row has come, and another that was seen may have gone.
    const { walk } = listOf(upTo(25), (answer, count) => {
      if (count === 2) answer.total = 26
    })
    const { windows } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, passes: 2 }])
  })

  test('asks behind a last page that is full, so that a total too small is found out', async () => {
    const good = listOf(upTo(20))
    expect((await collect(good.walk(0, 100))).isWhole).toBe(true)
    expect(good.asked.map(({ page }) => page)).toEqual([1, 2, 3])

    const { walk } = listOf(upTo(11), (answer, count) => {
      if (count === 0) answer.total = 10
    })
    const { items, windows } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, total: 11, passes: 2 }])
    expect(new Set(items).size).toBe(11)
  })

  test('remembers in the cursor of a page that its pass has failed', async () => {
    const { walk } = listOf(upTo(25), (answer, count) => {
      if (count === 2) answer.total = 26
    })
    const { pages } = await collect(walk(0, 100))
    // Behind the last page of the first pass, with 25 rows seen as its first pages promised.
    expect(pages[2]).toMatchObject({ pass: 1, page: 2, cursor: { pass: 2, page: 0, total: null } })
  })

  test('walks again when a row came twice and another not at all', async () => {
    const { walk } = listOf(upTo(25), (answer, count) => {
      if (count === 1) answer.items[0] = 9
    })
    const { windows, items } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, passes: 2 }])
    expect(new Set(items).size).toBe(25)
  })

  test.each<[string, (answer: Answer) => Partial<Answer>, string]>([
    ['the same page comes for ever', () => ({ items: upTo(10) }), 'count-differs'],
    ['the pages are empty', () => ({ items: [] }), 'count-differs'],
    ['there is no total', () => ({ total: null }), 'no-total'],
  ])('ends with a doubt, not with silence, when %s', async (_, bend, doubt) => {
    const { walk, asked } = listOf(upTo(25), (answer) => void Object.assign(answer, bend(answer)))
    const { windows, isWhole } = await collect(walk(0, 100))
    expect(isWhole).toBe(false)
    expect(windows.every((window) => window.doubt === doubt || window.doubt === null)).toBe(true)
    expect(asked.length).toBeLessThan(5000)
  })

  test('ends although the total moves with every page', async () => {
    const { walk, asked } = listOf(upTo(45), (answer, count) => {
      answer.total = 45 + (count % 7)
    })
    const { windows } = await collect(walk(0, 100))
    expect(windows.some(({ doubt }) => doubt === 'total-moved')).toBe(true)
    expect(asked.length).toBeLessThan(5000)
  })

  test('asks for no more pages ahead than it may', async () => {
    const { walk, asked } = listOf(upTo(45))
    const events = walk(0, 100)
    await events.next()
    await events.next()
    expect(asked.length).toBeLessThanOrEqual(1 + 3)
    await events.return()
  })

  test('goes on behind any page, asks for none of those again, and ends the same', async () => {
    const undisturbed: StreamEvent[] = []
    for await (const event of listOf(upTo(130)).walk(0, 130)) undisturbed.push(event)
    for (let kept = 0; kept < undisturbed.length; kept++) {
      const { walk, asked } = listOf(upTo(130))
      const before = undisturbed.slice(0, kept + 1)
      const last = before.at(-1) as StreamEvent
      const { cursor } = last
      const ofThisPass = before.filter(
        (event) =>
          event.type === 'page' &&
          cursor.page > 0 &&
          event.window === last.window &&
          event.pass === cursor.pass,
      )
      const seen = ofThisPass
        .flatMap((event) => (event.type === 'page' ? event.items : []))
        .map(String)
      const stored = JSON.parse(JSON.stringify(cursor)) as typeof cursor
      const rest = await collect(walk(0, 130, { cursor: stored, seen }))
      expect([...before, ...rest.pages, ...rest.windows].length).toBe(undisturbed.length)
      expect(rest.isWhole).toBe(true)
      const all = [
        ...before.flatMap((each) => (each.type === 'page' ? each.items : [])),
        ...rest.items,
      ]
      expect(new Set(all).size).toBe(130)
      const again = asked.filter(({ page, from }) =>
        ofThisPass.some(
          (each) => each.window.from === from && each.type === 'page' && each.page === page - 1,
        ),
      )
      expect(again).toEqual([])
    }
  })
})
