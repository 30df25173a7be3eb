/**
 * What has come by now, in its order, as often as someone is ready for it: while one batch is stored
 * the next gathers. With slow events each batch has one of them; when storing is the slower part, many
 * share the wait for the disk. Memory holds `most` events, and the source is not asked for more.
 */
export async function* readyBatches<T>(
  events: AsyncIterable<T>,
  most: number,
): AsyncGenerator<T[], void, void> {
  const gathering = new Gathering<T>(events[Symbol.asyncIterator](), most)
  try {
    for (;;) {
      const batch = await gathering.take()
      if (batch === null) return
      yield batch
    }
  } finally {
    await gathering.stop()
  }
}

class Gathering<T> {
  readonly #iterator: AsyncIterator<T>
  readonly #most: number
  #ready: T[] = []
  #hasEnded = false
  #isStopped = false
  #failure: { error: unknown } | null = null
  #tell: () => void = () => undefined
  #change = this.#nextChange()
  readonly #work: Promise<void>

  constructor(iterator: AsyncIterator<T>, most: number) {
    this.#iterator = iterator
    this.#most = most
    this.#work = this.#gather()
  }

  /** @returns null at the end. @throws what the source threw, after all that came before it */
  async take(): Promise<T[] | null> {
    while (this.#ready.length === 0) {
      if (this.#failure) throw this.#failure.error
      if (this.#hasEnded) return null
      await this.#change
    }
    const batch = this.#ready
    this.#ready = []
    this.#changed()
    return batch
  }

  /** Ends the source too, and waits until nothing of it runs any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#changed()
    await this.#work
  }

  async #gather(): Promise<void> {
    try {
      while (!this.#isStopped) {
        if (this.#ready.length >= this.#most) {
          await this.#change
          continue
        }
        const next = await this.#iterator.next()
        if (next.done) break
        this.#ready.push(next.value)
        this.#changed()
      }
      if (this.#isStopped) await this.#iterator.return?.()
    } catch (error) {
      this.#failure = { error }
    }
    this.#hasEnded = true
    this.#changed()
  }

  #changed(): void {
    const tell = this.#tell
    this.#change = this.#nextChange()
    tell()
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve
    })
  }
}
