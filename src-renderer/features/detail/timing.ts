/** A stretch of time in which something happened. ms since epoch, and ms. */
export interface Stretch {
  readonly label: string
  readonly from: number
  readonly ms: number
  readonly tone: 'quiet' | 'info' | 'ok' | 'bad'
  readonly note: string
}

/** A stretch on the axis: offsets and widths are shares of the whole, 0 to 1. */
export interface Bar extends Stretch {
  readonly left: number
  readonly width: number
  /** ms after the first stretch began. */
  readonly after: number
}

/** A wait takes at most this share of the time in which something happens: a retry after a night would leave nothing else to be seen. */
const WAIT = 0.15

/** Lays stretches out along one axis in the order of their beginning; long waits between them are cut short. */
export function layOut(stretches: readonly Stretch[]): Bar[] {
  const sorted = [...stretches].sort((a, b) => a.from - b.from)
  const start = sorted[0]?.from ?? 0
  const busy = Math.max(
    1,
    sorted.reduce((sum, { ms }) => sum + ms, 0),
  )
  let end = start
  let cutOut = 0
  const placed = sorted.map(stretch => {
    const wait = Math.max(0, stretch.from - end)
    cutOut += Math.max(0, wait - busy * WAIT)
    end = Math.max(end, stretch.from + stretch.ms)
    return { stretch, at: stretch.from - start - cutOut }
  })
  const whole = Math.max(1, ...placed.map(({ stretch, at }) => at + stretch.ms))
  return placed.map(({ stretch, at }) => ({ ...stretch, left: at / whole, width: stretch.ms / whole, after: stretch.from - start }))
}
