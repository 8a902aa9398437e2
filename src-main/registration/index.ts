import type { Adapter } from './adapter.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { linear } from './linear.ts'
import { shopify } from './shopify.ts'
import { stripe } from './stripe.ts'
import { svix } from './svix.ts'
import { telegram } from './telegram.ts'

export const adapters: readonly Adapter[] = [github, gitlab, stripe, shopify, linear, telegram, svix]

/** Who registers for a Source of this provider; null: its URL is pasted by hand. */
export function adapterFor(provider: string | null): Adapter | null {
  return adapters.find(({ serves }) => provider !== null && serves.includes(provider)) ?? null
}

export function adapterById(id: string): Adapter | null {
  return adapters.find(adapter => adapter.id === id) ?? null
}
