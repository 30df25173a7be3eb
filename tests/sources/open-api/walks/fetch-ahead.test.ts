import { expect, test } from 'vitest'
import { fetchAhead } from '../../../../src/sources/open-api/walks/fetch-ahead.ts'

/** Tasks that end when they are told to, and what is known of them. */
function tasks(count: number) {
  const started: number[] = []
  const ended: number[] = []
  const ends: (() => void)[] = []
  const list = Array.from({ length: count }, (_, index) => async () => {
    started.push(index)
    await new Promise<void>((end) => {
      ends[index] = end
    })
    ended.push(index)
    return index
  })
  return { list, started, ended, end: (index: number) => ends[index]?.() }
}

/** Lets everything happen that can happen without another task ending. */
const settle = () => new Promise((done) => setImmediate(done))

test('at most so many are under way, and the next starts when the first is taken', async () => {
  const { list, started, end } = tasks(5)
  const results = fetchAhead(list, 3)
  const first = results.next()
  await settle()
  expect(started).toEqual([0, 1, 2])
  end(1)
  await settle()
  expect(started).toEqual([0, 1, 2])
  end(0)
  expect(await first).toEqual({ done: false, value: 0 })
  const second = results.next()
  await settle()
  expect(started).toEqual([0, 1, 2, 3])
  expect(await second).toEqual({ done: false, value: 1 })
  for (const index of [2, 3]) end(index)
  await results.return()
})

test('results come in the order of the tasks, all of them', async () => {
  const delays = [5, 0, 3, 1, 0, 2, 4]
  const list = delays.map((delay, index) => async () => {
    for (let turn = 0; turn < delay; turn++) await settle()
    return index
  })
  for (const limit of [1, 2, 7, 20]) {
    const got: number[] = []
    for await (const result of fetchAhead(list, limit)) got.push(result)
    expect(got).toEqual([0, 1, 2, 3, 4, 5, 6])
  }
})

test('whoever stops early waits for what is under way, and nothing else is started', async () => {
  const { list, started, ended, end } = tasks(5)
  const results = fetchAhead(list, 3)
  const first = results.next()
  await settle()
  end(0)
  await first
  let hasStopped = false
  const stop = results.return().then(() => {
    hasStopped = true
  })
  await settle()
  expect([ended, hasStopped]).toEqual([[0], false])
  end(1)
  end(2)
  await stop
  expect([started, ended]).toEqual([
    [0, 1, 2],
    [0, 1, 2],
  ])
})

test('a task that fails stops the rest at its turn, not before', async () => {
  const bad = new Error('bad')
  const list = [async () => 0, () => Promise.reject(bad), async () => 2]
  const results = fetchAhead<number>(list, 3)
  expect(await results.next()).toEqual({ done: false, value: 0 })
  await settle()
  await expect(results.next()).rejects.toBe(bad)
  expect(await results.next()).toEqual({ done: true, value: undefined })
})
