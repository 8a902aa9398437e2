import type { Draft } from './book.ts'

/** How long a plan may be looked at before it is made anew. */
const KEPT_MS = 15 * 60_000
const MOST = 100

/** What somebody was shown and has not confirmed yet: carried out exactly as it was shown, or not at all. */
export function createPlans(now: () => number, mint: () => string) {
  const plans = new Map<string, { readonly draft: Draft; readonly url: string; readonly at: number }>()
  return {
    /** @returns what confirms it */
    keep(draft: Draft, url: string): string {
      for (const [key, { at }] of plans) if (at < now() - KEPT_MS || plans.size >= MOST) plans.delete(key)
      const key = mint()
      plans.set(key, { draft, url, at: now() })
      return key
    },
    /** Once; null when there is none, it is too old, or the URL has become another. */
    take(key: string, url: string): Draft | null {
      const plan = plans.get(key)
      plans.delete(key)
      return plan && plan.url === url && plan.at >= now() - KEPT_MS ? plan.draft : null
    },
  }
}
