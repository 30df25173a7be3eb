import { describe, expect, it } from 'vitest'
import { oneAhead } from '../../../src/app/import/one-ahead.ts'

/** Work whose ends are told one by one. */
function workshop() {
  const events: string[] = []
  const ends = new Map<string, () => void>()
  const work = async (item: string): Promise<string> => {
    events.push(`begin ${item}`)
    await new Promise<void>((resolve) => ends.set(item, resolve))
    events.push(`end ${item}`)
    if (item === 'broken') throw new Error('cannot be read')
    return item.toUpperCase()
  }
  const end = async (item: string) => {
    while (!ends.has(item)) await turn()
    ends.get(item)?.()
  }
  return { events, work, end }
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

describe('work one item ahead', () => {
  it('begins the next item while the caller has the one before, and no third one', async () => {
    const { events, work, end } = workshop()
    const results = oneAhead(['a', 'b', 'c'], work)
    const first = results.next()
    await end('a')
    await first
    await end('b')
    await turn()
    expect(events).toEqual(['begin a', 'end a', 'begin b', 'end b'])
    const second = results.next()
    await end('c')
    expect((await second).value).toEqual({ item: 'b', result: { status: 'fulfilled', value: 'B' } })
    expect((await results.next()).value).toMatchObject({ item: 'c' })
    expect((await results.next()).done).toBe(true)
  })

  it('hands over what failed in its turn and goes on', async () => {
    const seen: string[] = []
    const fail = async (item: string) => {
      if (item === 'broken') throw new Error('cannot be read')
      return item
    }
    for await (const { item, result } of oneAhead(['a', 'broken', 'c'], fail)) {
      seen.push(`${item} ${result.status}`)
    }
    expect(seen).toEqual(['a fulfilled', 'broken rejected', 'c fulfilled'])
  })

  it('waits for the work in hand when the caller gives up, whatever comes of it', async () => {
    const { events, work, end } = workshop()
    const giveUp = async () => {
      for await (const { item } of oneAhead(['a', 'broken', 'c'], work)) {
        throw new Error(`gave up at ${item}`)
      }
    }
    const ended = giveUp()
    await end('a')
    const outcome = expect(ended).rejects.toThrow('gave up at a')
    await end('broken')
    await outcome
    expect(events).toEqual(['begin a', 'end a', 'begin broken', 'end broken'])
  })

  it('does nothing without items', async () => {
    const { events, work } = workshop()
    expect((await oneAhead([], work).next()).done).toBe(true)
    expect(events).toEqual([])
  })
})
