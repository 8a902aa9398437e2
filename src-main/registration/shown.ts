import type { Call } from './call.ts'

/** A call as a person is shown it: complete, but for what is secret. */
export interface ShownCall {
  readonly method: Call['method']
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | null
  readonly does: string
}

/** @param secrets with what stands in their place; those that are part of another come after it */
export function shown(call: Call, secrets: readonly { readonly value: string; readonly as: string }[]): ShownCall {
  const hide = (text: string) =>
    secrets.reduce((hidden, { value, as }) => {
      if (value === '') return hidden
      const forms = new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])
      return [...forms].reduce((rest, form) => rest.replaceAll(form, as), hidden)
    }, text)
  const { method, does } = call
  const headers = call.headers.map(([name, value]): [string, string] => [name, hide(value)])
  return { method, does, url: hide(call.url), headers, body: call.body === null ? null : hide(call.body) }
}
