import { type Answer, type Call, dig, json, listOf, textOf } from './call.ts'

/** A GraphQL call: one document with variables, posted as JSON. */
export function graphql(url: string, auth: readonly [string, string], query: string, variables: unknown, does: string): Call {
  const headers: [string, string][] = [
    ['Accept', 'application/json'],
    ['Content-Type', 'application/json'],
    [auth[0], auth[1]],
  ]
  return { method: 'POST', url, headers, body: JSON.stringify({ query, variables }), does }
}

export const dataOf = (answer: Answer): unknown => dig(json(answer), 'data')

export interface GraphqlError {
  readonly message: string
  readonly code: string | null
  readonly extensions: unknown
}

/** Errors of the request as a whole; a mutation's own `userErrors` are the provider's matter. */
export function graphqlErrors(answer: Answer): GraphqlError[] {
  const errors = dig(json(answer), 'errors')
  if (typeof errors === 'string') return [{ message: errors, code: null, extensions: null }]
  return listOf(errors).flatMap(error => {
    const message = textOf(dig(error, 'message'))
    const extensions = dig(error, 'extensions')
    return message === null ? [] : [{ message, code: textOf(dig(extensions, 'code')), extensions }]
  })
}
