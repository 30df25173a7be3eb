import { describe, expect, test } from 'vitest'
import type { StreamEvent } from '../../../../src/sources/open-api/walks/stream-events.ts'
import { collect } from '../collect.ts'
import { listOf, upTo } from './numbered-list.ts'

describe('a window of numbered pages', () => {
  test('is told with what the platform said and what came', async () => {
    const { walk } = listOf(upTo(25))
    const events: StreamEvent[] = []
    for await (const event of walk(0, 100)) events.push(event)
    const window = { from: 0, to: 100 }
    const behind = { windows: [], pass: 1, page: 0, total: null, size: 10, next: null }
    expect(events.at(-1)).toEqual({
      type: 'window',
      stream: 'orders',
      window,
      doubt: null,
      gap: null,
      total: 25,
      distinct: 25,
      passes: 1,
      cursor: behind,
    })
    expect(events[0]).toEqual({
      type: 'page',
      stream: 'orders',
      method: 'order.searchList',
      window,
      pass: 1,
      page: 0,
      raw: new Uint8Array(),
      items: upTo(10),
      cursor: { ...behind, windows: [window], page: 1, total: 25 },
    })
  })

  test('without a row takes one question', async () => {
    const { walk, asked } = listOf([])
    const { windows } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, total: 0, distinct: 0 }])
    expect(asked).toHaveLength(1)
  })

  test.each([
    [40, [1, 2, 3, 4, 5]],
    // Behind the fiftieth row nothing can be asked for.
    [50, [1, 2, 3, 4, 5]],
  ])('of %i rows is not cut, and is asked for as deep as it may be', async (rows, pages) => {
    const { walk, asked } = listOf(upTo(rows))
    const { windows } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, total: rows, distinct: rows }])
    expect(asked.map(({ page }) => page)).toEqual(pages)
  })

  test('is asked for without end where the method states no depth', async () => {
    const { walk, asked } = listOf(upTo(120), undefined, { paging: { maxDepth: null } })
    expect((await collect(walk(0, 200))).windows).toMatchObject([{ doubt: null, total: 120 }])
    expect(asked.at(-1)).toMatchObject({ page: 13 })
  })

  test('of a method whose first page is 0 is proven behind a full last page too', async () => {
    const { walk, asked } = listOf(upTo(20), undefined, { paging: { firstPage: 0 } })
    await collect(walk(0, 100))
    expect(asked.map(({ page }) => page)).toEqual([0, 1, 2])
  })

  test('whose rows may leave it is cut until one answer holds all of them', async () => {
    const { walk, asked } = listOf(upTo(35), undefined, { rowsMove: true })
    const { windows, isWhole, items } = await collect(walk(0, 35))
    expect(isWhole).toBe(true)
    expect(new Set(items).size).toBe(35)
    expect(asked.every(({ page }) => page === 1)).toBe(true)
    expect(windows.every(({ total }) => Number(total) < 10)).toBe(true)
  })

  test('that is cut because of its depth is cut into no more parts than that needs', async () => {
    const { walk, asked } = listOf(upTo(100))
    const { windows } = await collect(walk(0, 100))
    expect(windows).toHaveLength(4)
    // One look at the whole, then three pages of each part.
    expect(asked).toHaveLength(1 + 4 * 3)
  })
})

describe('rows that will not keep still', () => {
  /** A list whose total moves on the second page of windows that are longer than so much. */
  const restless = (rows: number, longest: number) => {
    let turn = 0
    return listOf(upTo(rows), (answer, _, { page, from, to }) => {
      if (page === 2 && to - from > longest) answer.total = Number(answer.total) + (++turn % 2) + 1
    })
  }

  test('make a window be cut after its second pass, into parts as many as its pages', async () => {
    const { walk, asked } = restless(36, 20)
    const { windows, isWhole } = await collect(walk(0, 36))
    expect(isWhole).toBe(true)
    expect(windows.map(({ window }) => window)).toEqual([
      { from: 0, to: 9, splits: 1 },
      { from: 9, to: 18, splits: 1 },
      { from: 18, to: 27, splits: 1 },
      { from: 27, to: 36, splits: 1 },
    ])
    expect(asked.filter(({ to, page }) => to === 36 && page === 1)).toHaveLength(2 + 1)
  })

  test('make no more than two such cuts, and five passes of what is left', async () => {
    const { walk } = restless(50, 0)
    const { windows } = await collect(walk(0, 5_000))
    const doubtful = windows.filter(({ doubt }) => doubt !== null)
    expect(doubtful.length).toBeGreaterThan(0)
    for (const { window, passes, doubt } of doubtful) {
      expect([window.splits, passes, doubt]).toEqual([2, 5, 'total-moved'])
    }
  })

  test('cut no window of one page, since between pages alone a row is missed', async () => {
    const { walk, asked } = listOf(upTo(8), (answer, count) => {
      answer.total = 8 + (count % 2)
      answer.items = upTo(7)
    })
    const { windows } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: 'count-differs', passes: 5, distinct: 7 }])
    expect(asked).toHaveLength(5)
  })

  test('cut a window also when its count is wrong and the total keeps still', async () => {
    const { walk } = listOf(upTo(40), (answer, _, { page, from, to }) => {
      if (page === 2 && to - from > 20) answer.items = answer.items.slice(1)
    })
    const { windows, isWhole, items } = await collect(walk(0, 40))
    expect([isWhole, windows.length, new Set(items).size]).toEqual([true, 4, 40])
  })

  test('of two pages are enough for a cut', async () => {
    const { walk } = restless(12, 7)
    const { windows, isWhole } = await collect(walk(0, 12))
    expect([isWhole, windows.length]).toEqual([true, 2])
  })

  test('of very many pages make sixteen parts, not one for each page', async () => {
    const { walk } = listOf(
      upTo(400),
      (answer, _, { page, from, to }) => {
        if (page === 2 && to - from > 200) answer.items = answer.items.slice(1)
      },
      { paging: { maxDepth: null } },
    )
    const { windows } = await collect(walk(0, 400))
    expect(windows).toHaveLength(16)
  })

  test('of a second are not cut, for there is nothing shorter', async () => {
    const { walk } = listOf(Array<number>(25).fill(5), (answer, count) => {
      if (count > 0) answer.total = 25 + count
    })
    const { windows } = await collect(walk(5, 6))
    expect(windows).toMatchObject([{ window: { from: 5, to: 6 }, doubt: 'total-moved', passes: 5 }])
  })
})

describe('a page that is shorter than was asked for', () => {
  const short = (fallbackSize?: number) =>
    listOf(
      upTo(25),
      (answer, _, { size, page }) => {
        // The method gives five rows at most, whatever it was asked for.
        answer.items = upTo(25).slice((page - 1) * size, (page - 1) * size + Math.min(size, 5))
      },
      { paging: fallbackSize === undefined ? {} : { fallbackSize } },
    )

  test('makes the next pass ask for the smaller size of the method', async () => {
    const { walk, asked } = short(5)
    const { windows, items } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, passes: 2, distinct: 25 }])
    expect(new Set(items).size).toBe(25)
    expect([asked[0]?.size, asked.at(-1)?.size]).toEqual([10, 5])
  })

  test('ends with a doubt where the method has no smaller size', async () => {
    const { walk, asked } = short()
    expect((await collect(walk(0, 100))).isWhole).toBe(false)
    expect(asked.every(({ size }) => size === 10)).toBe(true)
  })

  test('is not short when it is the last, or full', async () => {
    const { walk, asked } = listOf(
      upTo(25),
      (answer, count) => {
        // The first pass fails for another reason: a row came twice.
        if (count === 1) answer.items[0] = 9
      },
      { paging: { fallbackSize: 5 } },
    )
    await collect(walk(0, 100))
    expect(asked.map(({ size }) => size)).toEqual(Array(6).fill(10))
  })
})

describe('a wall behind which the platform shows nothing', () => {
  /** A wall at a moment that may move with each question. */
  const walled = (wallAt: (count: number) => number, rows = upTo(30)) => {
    let count = 0
    return listOf(rows, undefined, {
      reach({ from, to }) {
        const wall = wallAt(count++)
        return to <= wall ? null : { from: Math.max(from, wall), to }
      },
    })
  }

  test('in front of the window changes nothing', async () => {
    for (const wall of [-5, 0]) {
      const { walk } = walled(() => wall)
      const { windows } = await collect(walk(0, 100))
      expect(windows).toMatchObject([{ doubt: null, total: 30, gap: null }])
    }
  })

  test('within the window leaves a gap that is told, and the rest is whole', async () => {
    const { walk, asked } = walled(() => 12)
    const { windows, items } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, total: 18, gap: { from: 0, to: 12 } }])
    expect(items).toEqual(upTo(30).slice(12))
    expect(asked.every(({ from }) => from === 12)).toBe(true)
  })

  test('behind the window leaves nothing to ask for, and the whole of it is the gap', async () => {
    const { walk, asked } = walled(() => 100)
    const { windows } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ doubt: null, distinct: 0, gap: { from: 0, to: 100 } }])
    expect(asked).toEqual([])
  })

  test('that passes the window during a pass leaves a doubt or a gap, never silence', async () => {
    const { walk } = walled((count) => (count < 2 ? 0 : 100))
    const { windows } = await collect(walk(0, 100))
    expect(windows).toMatchObject([{ gap: { from: 0, to: 100 }, passes: 2 }])
  })
})
