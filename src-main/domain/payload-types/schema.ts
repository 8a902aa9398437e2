/** The part of JSON Schema that types inferred from payloads are written in. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly definitions?: Readonly<Record<string, Schema>>
}

export interface SchemaBreak {
  /** As in `json:` of the filter language: `$.data.items[2].price`. */
  readonly path: string
  readonly message: string
}

/** More than this is another payload altogether, and nobody reads on. */
const MOST = 50

/**
 * What a payload does that the schema does not allow. Unlike a validator it says so in terms of what came before: a new field is news
 * here, and not an error.
 */
export function breaksOf(schema: Schema, value: unknown): SchemaBreak[] {
  const found: SchemaBreak[] = []
  const add = (path: string, message: string) => {
    if (found.length < MOST) found.push({ path, message })
  }

  const walk = (asked: Schema, value: unknown, path: string): void => {
    const all = alternatives(asked, schema)
    const kind = kindOf(value)
    const fitting = all.find(one => one.type === undefined || one.type === kind || (one.type === 'number' && kind === 'integer'))
    if (!fitting) {
      // Nothing but empty lists came before: then nothing is known of their items.
      if (all.length > 0)
        add(path, `is ${withArticle(kind)}; it was always ${all.map(one => withArticle(one.type ?? 'any')).join(' or ')} before`)
      return
    }
    if (Array.isArray(value) && fitting.items) {
      for (const [at, item] of value.entries()) {
        if (found.length >= MOST) return
        walk(fitting.items, item, `${path}[${at}]`)
      }
    } else if (kind === 'object') {
      walkObject(fitting, value as Readonly<Record<string, unknown>>, path)
    }
  }

  const walkObject = (shape: Schema, value: Readonly<Record<string, unknown>>, path: string): void => {
    const properties = shape.properties ?? {}
    for (const name of shape.required ?? []) {
      if (!Object.hasOwn(value, name)) add(member(path, name), 'is missing; it was always present before')
    }
    for (const [name, each] of Object.entries(value)) {
      const known = Object.hasOwn(properties, name) ? properties[name] : undefined
      if (known) walk(known, each, member(path, name))
      else add(member(path, name), `is new (${withArticle(kindOf(each))})`)
    }
  }

  walk(schema, value, '$')
  return found
}

/** The schemas of which one has to fit, references followed. */
function alternatives(asked: Schema, root: Schema): readonly Schema[] {
  if (asked.$ref !== undefined) {
    const target = root.definitions?.[decodeURIComponent(asked.$ref.replace(/^#\/definitions\//, ''))]
    return target ? alternatives(target, root) : []
  }
  return asked.anyOf ? asked.anyOf.flatMap(each => alternatives(each, root)) : [asked]
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value
}

const words: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
}
const withArticle = (kind: string): string => words[kind] ?? 'anything'

const member = (path: string, name: string): string =>
  /^[A-Za-z_$][\w$-]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`
