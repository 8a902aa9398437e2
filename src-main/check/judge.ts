import type { Answer } from './client.ts'
import type { PitfallId } from './pitfalls.ts'

/** What a scenario shows. `pitfall: null` = as it should be. */
export interface Judged {
  readonly pitfall: PitfallId | null
  /** A sentence: what it means for the user. */
  readonly meaning: string
  /** A sentence: what could not be told without an observation. */
  readonly notObservable?: string
}

/** What was seen beside the answers. `null` = it was not counted. */
export interface Seen {
  /** Side effects that came of the scenario. */
  readonly effects: number | null
  /** Side effects of one accepted event. */
  readonly unit: number
}

export const isAccepted = ({ status }: Answer): boolean => status !== null && status >= 200 && status < 300
export const isServerError = ({ status }: Answer): boolean => status !== null && status >= 500
/** For a sentence: `answered 500`, or why it was not answered. */
export const saidBy = ({ status, error }: Answer): string => (status === null ? `not answered: ${error}` : `answered with ${status}`)

export const fine = (meaning: string): Judged => ({ pitfall: null, meaning })

/** For what has to be taken: 2xx. What a provider makes of the other answers is told too. */
export function mustAccept(answer: Answer, what: string, pitfall: PitfallId): Judged {
  if (isAccepted(answer)) return fine(`${what} was accepted.`)
  if (answer.status === null) return { pitfall, meaning: `${what} was not answered. ${answer.error}` }
  if (answer.status === 410)
    return {
      pitfall: 'gone',
      meaning: `${what} was answered with 410: providers take that as a request to stop, and disable the endpoint.`,
    }
  if (answer.status >= 300 && answer.status < 400) {
    return {
      pitfall: 'redirect',
      meaning: `${what} was answered with ${answer.status}: providers do not follow redirects, so the event is lost.`,
    }
  }
  const then =
    answer.status >= 500 ? 'The provider sends it again and again, and finally gives up.' : 'The provider treats that as a failure.'
  return { pitfall, meaning: `${what} was answered with ${answer.status}. ${then}` }
}

/** For what must not be processed: a 4xx. 5xx is a refusal too, but one that providers repeat and that hides real outages. */
export function mustRefuse(answer: Answer, seen: Seen, what: string, pitfall: PitfallId, danger: string): Judged {
  if (isAccepted(answer)) {
    if (seen.effects === 0) {
      return {
        pitfall: 'answers-first',
        meaning: `${what} was answered with ${answer.status} although it was not processed: the sender believes it was.`,
      }
    }
    return {
      pitfall,
      meaning: danger,
      ...(seen.effects === null
        ? { notObservable: `It was answered with ${answer.status}; whether it was also processed could not be seen.` }
        : {}),
    }
  }
  return mustNotBreak(answer, what)
}

/** For what may be taken or refused, but must not bring the handler down. */
export function mustNotBreak(answer: Answer, what: string, pitfall: PitfallId = 'status-codes'): Judged {
  if (answer.status === null)
    return { pitfall: pitfall === 'status-codes' ? 'breaks' : pitfall, meaning: `${what} was not answered. ${answer.error}` }
  if (isServerError(answer)) {
    return {
      pitfall,
      meaning: `${what} was answered with ${answer.status}. That says “try again”: use 400 for a wrong signature and 422 for what you cannot process.`,
    }
  }
  if (answer.status === 410)
    return {
      pitfall: 'gone',
      meaning: `${what} was answered with 410, which makes most providers disable the endpoint. Anyone could trigger that.`,
    }
  if (answer.status >= 300 && answer.status < 400)
    return { pitfall: 'redirect', meaning: `${what} was answered with ${answer.status}. Answer 4xx instead of redirecting a webhook.` }
  return fine(`${what} was answered with ${answer.status}.`)
}
