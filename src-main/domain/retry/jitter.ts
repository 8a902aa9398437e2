import type { JitterChoice, JitterMode } from './choice.ts'

export interface Jitter {
  readonly mode: JitterMode
  /** Share of the wait, 0 to 1; 0 where the mode needs none. */
  readonly share: number
}

const USUAL_SHARE = 0.1

export function jitterOf(choice: JitterChoice): Jitter {
  if (typeof choice === 'number') return choice === 0 ? { mode: 'none', share: 0 } : { mode: 'plus-minus', share: choice }
  const sized = choice.mode === 'plus-minus' || choice.mode === 'add'
  return { mode: choice.mode, share: sized ? (choice.share ?? USUAL_SHARE) : 0 }
}

/** Shortest and longest that a wait can become, ms, before the cap. */
export function jitterBounds({ mode, share }: Jitter, delayMs: number): readonly [min: number, max: number] {
  if (mode === 'full') return [0, delayMs]
  if (mode === 'none') return [delayMs, delayMs]
  return [mode === 'add' ? delayMs : delayMs * (1 - share), delayMs * (1 + share)]
}

/** Length of a wait, ms, a whole number. Jitter comes before the cap, so that the cap is a promise. @param random in [0, 1) */
export function jittered(jitter: Jitter, capMs: number, delayMs: number, random: number): number {
  const [min, max] = jitterBounds(jitter, delayMs)
  return Math.min(capMs, Math.round(min + (max - min) * random))
}
