import { useNow } from './clock.ts'
import { exactTime, relativeTime } from './format.ts'

/** A time told from now, and exactly on hover. `at` = ms since epoch. */
export function RelativeTime({ at, className }: { at: number; className?: string }) {
  const text = useNow(now => relativeTime(at, now))
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)} className={className}>
      {text}
    </time>
  )
}
