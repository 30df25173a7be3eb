import { withoutSecrets } from '../domain/privacy/secret.ts'
import { harmlessDocument, harmlessLines } from '../reports/harmless.ts'

declare const cleaned: unique symbol

/** A text that has been through the last step. Streams take no other, and only this file makes one. */
export type Outgoing = string & { readonly [cleaned]: true }

/** One of the streams of the process. */
export interface Stream {
  isTerminal: boolean
  columns?: number
  write(text: Outgoing): Promise<void>
}

/** What the progress line needs besides its words: back to the start, and the rest cleared. */
const DRAWN = /^\r([^\r\u001b]*)\u001b\[K$/

/**
 * The way out of the process. Whatever is said goes through here, so that no secret and nothing that
 * steers a terminal can leave, not even where somebody forgot to make it harmless.
 */
export class Outlet {
  readonly #stream: Stream
  readonly #hasColor: boolean

  /** The width of a terminal; a file or a pipe has none. */
  get columns(): number | undefined {
    return this.#stream.isTerminal ? this.#stream.columns : undefined
  }

  constructor(stream: Stream, hasColor: boolean) {
    this.#stream = stream
    this.#hasColor = hasColor
  }

  /** Words for people, in lines and perhaps with our colours. */
  words(text: string): Promise<void> {
    return this.#write(harmlessLines(withoutSecrets(text), this.#hasColor))
  }

  /** The same, in lines that end where words do on a terminal; a file or a pipe gets every line whole. */
  async paragraphs(text: string): Promise<void> {
    const { columns } = this
    // Words that cannot be broken are still better than none, also where nothing can be read any more.
    const wrap = columns && (await import('../reports/text/wrap.ts').catch(() => null))
    await this.words(wrap ? wrap.wrapped(text, columns) : text)
  }

  /** A document for programs, which stays as it is but on a terminal. */
  document(text: string): Promise<void> {
    const shown = withoutSecrets(text)
    return this.#write(this.#stream.isTerminal ? harmlessDocument(shown) : shown)
  }

  /** The progress line: drawn over itself, or a plain line. */
  progress(text: string): Promise<void> {
    const line = DRAWN.exec(text)?.[1]
    if (line === undefined) return this.words(text)
    return this.#write(`\r${harmlessLines(withoutSecrets(line), false)}\u001b[K`)
  }

  #write(text: string): Promise<void> {
    return this.#stream.write(text as Outgoing)
  }
}
