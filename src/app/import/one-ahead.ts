/** An item and what came of its work. */
export interface Settled<Item, Result> {
  item: Item
  result: PromiseSettledResult<Result>
}

/**
 * Does the work of the items one after the other, and that of the next one while the caller is busy
 * with the one before. Work in hand has come to its end, well or not, when the loop over this ends.
 */
export async function* oneAhead<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Settled<Item, Result>> {
  const begin = async (item: Item): Promise<Settled<Item, Result>> => {
    const [result] = await Promise.allSettled([work(item)])
    return { item, result }
  }
  let ahead: Promise<Settled<Item, Result>> | null = null
  try {
    for (const item of items) {
      const ready = await ahead
      ahead = begin(item)
      if (ready) yield ready
    }
    const last = await ahead
    if (last) yield last
  } finally {
    await ahead
  }
}
