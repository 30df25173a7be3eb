import { quietly } from '../client/quietly.ts'

/**
 * Runs tasks in their order with at most `limit` under way, so that the next pages travel while the
 * caller stores the one before. Memory holds `limit` results at most.
 */
export async function* fetchAhead<T>(
  tasks: Iterable<() => Promise<T>> | AsyncIterable<() => Promise<T>>,
  limit: number,
): AsyncGenerator<T, void, void> {
  const running: Promise<T>[] = []
  try {
    for await (const task of tasks) {
      running.push(quietly(task()))
      if (running.length >= limit) yield await (running.shift() as Promise<T>)
    }
    while (running.length > 0) yield await (running.shift() as Promise<T>)
  } finally {
    // Whoever stops early still waits, so that nothing of it runs on afterwards.
    await Promise.allSettled(running)
  }
}
