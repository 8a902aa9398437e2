import type { Fix } from '#domain/check/types.ts'
import { express } from './express.ts'
import { fastapi } from './fastapi.ts'
import { go } from './go.ts'
import { laravel } from './laravel.ts'
import { nextjs } from './nextjs.ts'
import { rails } from './rails.ts'
import { spring } from './spring.ts'
import type { FixTopic } from './topic.ts'

export type { FixTopic }
export const frameworks = [express, nextjs, fastapi, rails, laravel, spring, go] as const

/** The lines of every framework for one topic. They name `X-Signature`; the header is the provider's. */
export function fixesFor(topic: FixTopic): Fix[] {
  return frameworks.map(({ id, name, fixes }) => ({ framework: id, name, ...fixes[topic] }))
}
