/**
 * The variables of a template (content.ts says what each stands for) and whether they take an argument. Apart from content.ts, because
 * the form that builds a template asks too, and the bytes of a Request are none of its business.
 */
export const templateVariables = {
  body: 'optional',
  timestamp: 'none',
  id: 'none',
  url: 'none',
  method: 'none',
  path: 'none',
  target: 'optional',
  header: 'needed',
  form: 'none',
  crc32: 'none',
  secret: 'none',
  headers: 'needed',
  php: 'needed',
  lines: 'needed',
} as const satisfies Record<string, 'none' | 'optional' | 'needed'>

export type TemplateVariable = keyof typeof templateVariables

export interface UsedVariable {
  readonly name: TemplateVariable
  /** Empty where it has none. */
  readonly argument: string
}

const VARIABLE = /\{([a-z][a-z0-9]*)(?::([^}?]+))?\??\}/g
const isVariable = (name: string): name is TemplateVariable => Object.hasOwn(templateVariables, name)

/** The variables that a template names, in order; or a sentence about the first thing in it that is none. */
export function readTemplate(
  text: string,
): { readonly ok: true; readonly used: UsedVariable[] } | { readonly ok: false; readonly why: string } {
  const used: UsedVariable[] = []
  for (const [whole, name = '', argument = ''] of text.matchAll(VARIABLE)) {
    if (!isVariable(name)) return wrong(`${whole} is not a variable. Use one of ${Object.keys(templateVariables).join(', ')}.`)
    const takes = templateVariables[name]
    if (takes === 'needed' && argument === '') return wrong(`{${name}} needs a name: write {${name}:name}.`)
    if (takes === 'none' && argument !== '') return wrong(`{${name}} takes nothing after a colon; write {${name}}.`)
    used.push({ name, argument })
  }
  const rest = text.replaceAll(VARIABLE, '')
  const brace = /\{[^}]*\}?|\}/.exec(rest)?.[0]
  if (brace !== undefined) {
    return wrong(`“${brace}” is not a variable: variables are lower case in braces, like {body} or {header:X-Id}.`)
  }
  return { ok: true, used }
}

function wrong(why: string): { readonly ok: false; readonly why: string } {
  return { ok: false, why }
}
