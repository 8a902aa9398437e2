import { AppError } from '#contract/errors.ts'
import { methods } from '#contract/methods.ts'
import type { Secrets } from '../ports.ts'
import type { Services } from '../services.ts'
import { countRequests, overRequests, selected } from './kinds.ts'
import type { JobInput, JobKind } from './runner.ts'

type Wanted = Omit<Parameters<Services['requests.verify']>[0], 'id'>

/** How many of each verdict and of each code have been found. */
type Tally = Readonly<Record<string, number>>
interface Cursor {
  readonly at: unknown
  readonly result: Tally
}

interface Deps {
  readonly services: Pick<Services, 'requests.list' | 'requests.count' | 'requests.verify'>
  readonly secrets: Pick<Secrets, 'seal' | 'open'>
}

/**
 * `requests.verify` over a selection, with another secret or provider where one is given. It only counts: what was decided at capture
 * stays as it is, for its reply was sent on it.
 */
export function verifyKind({ services, secrets }: Deps): JobKind {
  return {
    accept: async input => {
      const accepted = selected(input)
      const { secrets: given, ...rest } = wantedOf(accepted.options)
      if (!given) return accepted
      return { ...accepted, options: { ...rest, secrets: await Promise.all(given.map(secret => secrets.seal(secret))) } }
    },
    count: countRequests(services),
    async step(input, saved) {
      const { at, result } = (saved as Cursor | null) ?? { at: null, result: {} }
      const wanted = await opened(input.options)
      const tally: Record<string, number> = { ...result }
      const add = (name: string) => {
        tally[name] = (tally[name] ?? 0) + 1
      }
      const walk = overRequests(services, async ids => {
        let failed = 0
        for (const id of ids) {
          try {
            const { verdict, code } = await services['requests.verify']({ id, ...wanted })
            add(verdict)
            if (code !== null) add(`code:${code}`)
          } catch (error) {
            // What is gone meanwhile is no reason to end.
            if (!(error instanceof AppError) || error.code !== 'not_found') throw error
            failed += 1
          }
        }
        return { done: ids.length - failed, failed }
      })
      const { cursor, ...progress } = await walk(input, at)
      return { ...progress, cursor: { at: cursor, result: tally } satisfies Cursor }
    },
  }

  async function opened(options: JobInput['options']): Promise<Wanted> {
    const { secrets: sealed, ...rest } = wantedOf(options)
    return sealed ? { ...rest, secrets: await Promise.all(sealed.map(secret => secrets.open(secret))) } : rest
  }
}

function wantedOf(options: JobInput['options']): Wanted {
  const parsed = methods['requests.verify'].input.omit({ id: true }).safeParse(options)
  if (parsed.success) return parsed.data
  throw new AppError('invalid_input', 'The options of this job are those of requests.verify: provider, scheme and secrets.', {
    issues: parsed.error.issues,
  })
}
