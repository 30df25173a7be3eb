import type { Json } from '../client/lossless-json.ts'
import type { Window } from './windows.ts'

export type StreamName =
  | 'orders'
  | 'changed-orders'
  | 'after-sales'
  | 'changed-after-sales'
  | 'products'
  | 'addresses'
  | 'settlements'
  | 'funds'

/**
 * Where a stream stands: plain JSON, to be stored together with the page it came with. Handed back
 * with the ids that this pass has brought so far, the stream goes on behind that page.
 */
export interface StreamCursor {
  /** Still to be walked; the first is under way. */
  windows: readonly Window[]
  /** Which pass over the first window, from 1. */
  pass: number
  /** How many pages of this pass are behind. */
  page: number
  /** What the pages of this pass said; null before the first. */
  total: number | null
  /** Rows asked for in a page. */
  size: number
  /** What the platform wants to hear for the next page, where that is no number. */
  next: readonly string[] | null
}

/** A page as it came. A page of a pass that failed is true data too: only its completeness is not. */
export interface PageEvent {
  type: 'page'
  stream: StreamName
  method: string
  window: Window
  pass: number
  /** Counted from 0 within the pass. */
  page: number
  raw: Uint8Array
  items: readonly Json[]
  /** Behind this page. */
  cursor: StreamCursor
}

/** Why a window's rows are not proven to be all of them. */
export type Doubt =
  /** Rows came or went during every pass. */
  | 'total-moved'
  /** The total kept still, but other than so many different rows came. */
  | 'count-differs'
  | 'no-total'
  /** More rows in one second than the method's depth limit lets through. */
  | 'too-deep'
  /** The platform named the same next page again. */
  | 'page-repeats'
  /** Neither a next page was named nor the end. */
  | 'no-end'

/** The verdict on a window. */
export interface WindowEvent {
  type: 'window'
  stream: StreamName
  window: Window
  /** null when every row that the platform had is here. */
  doubt: Doubt | null
  /** What the platform said, and how many different rows came in the last pass. */
  total: number | null
  distinct: number
  passes: number
  /** The part of the window that the platform does not show any more; no doubt, but no rows either. */
  gap: Window | null
  /** Behind this window. */
  cursor: StreamCursor
}

export type StreamEvent = PageEvent | WindowEvent

/** A stream that goes on where a run ended. */
export interface Resume {
  cursor: StreamCursor
  /** Ids (see `idOf` of the stream) in the stored pages of the cursor's window and pass. */
  seen: Iterable<string>
}
