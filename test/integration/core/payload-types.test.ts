import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCore, type RunningCore } from '../../support/core.ts'
import { root } from '../../support/run-node.ts'

let core: RunningCore
let folder: string
beforeAll(async () => {
  core = await openCore()
  await core.rpc['sources.save']({ name: 'Stripe', slug: 'stripe', provider: 'stripe' })
  // Inside the project, so that "zod" is found.
  mkdirSync(join(root, '.cache'), { recursive: true })
  folder = mkdtempSync(join(root, '.cache/types-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await core.end()
})

async function send(payload: unknown): Promise<string> {
  const added = core.event<{ rows: { id: string; eventId: string | null }[] }>('request.added', ({ rows }) =>
    rows.some(row => row.eventId === (payload as { id: string }).id),
  )
  await fetch(`${core.receiverUrl}/stripe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  })
  return (await added).rows.find(row => row.eventId === (payload as { id: string }).id)?.id ?? ''
}

const invoice = (id: string, more: object = {}, object: object = {}) => ({
  id,
  type: 'invoice.paid',
  data: { object: { amount_paid: 1200, currency: 'eur', lines: [{ price: 600 }], ...object } },
  ...more,
})

// Not `constructor` and its like: every object has those, so TypeScript lets no type make them optional.
const hostile: readonly Record<string, unknown>[] = [
  { id: 'h1', type: 'odd.names', class: 1, 'with-dash': 'a', 'with space': null, '1st': true, ünïcode: [], $ref: '#/definitions/Nothing' },
  {
    id: 'h2',
    type: 'odd.names',
    await: 'x',
    delete: { new: 1 },
    '*/ alert(1) /*': '`' + '$' + '{process.exit(9)}`',
    "it's": ['"', 1, null],
  },
  { id: 'h3', type: 'odd.names', deep: { deep: { deep: { deep: [[[]]] } } }, list: [1, 'two', { three: 3 }, [4], null] },
  { id: 'h4', type: 'odd.names', list: [], deep: null, big: 1e300, tiny: -0.000001, empty: {}, '': 'no name' },
]

describe('types from traffic', () => {
  test('fields that were ever missing are optional, numbers and nulls are told apart', async () => {
    await send(invoice('evt_1'))
    await send(invoice('evt_2', { livemode: false }, { amount_paid: 10.5, discount: null }))
    const { name, samples, skipped, typescript, schema } = await core.rpc['types.infer']({ filter: 'source:stripe type:invoice.paid' })
    expect({ name, samples, skipped }).toEqual({ name: 'InvoicePaid', samples: 2, skipped: 0 })
    expect(typescript.replaceAll(/ +/g, ' ')).toContain('livemode?: boolean;')
    expect(typescript.replaceAll(/ +/g, ' ')).toContain('amount_paid: number;')
    expect(typescript.replaceAll(/ +/g, ' ')).toContain('discount?: null;')
    expect(JSON.parse(schema)).toMatchObject({ $ref: '#/definitions/InvoicePaid' })
  })

  test('compile under tsc and take every payload that they came from, hostile names and all', async () => {
    for (const payload of hostile) await send(payload)
    const { name, typescript, zod } = await core.rpc['types.infer']({ filter: 'type:odd.names', name: 'Odd' })
    const values = hostile.map((payload, i) => `export const p${i}: ${name} = ${JSON.stringify(payload)}`)
    writeFileSync(join(folder, 'types.ts'), `${typescript}\n${values.join('\n')}\n`)
    writeFileSync(join(folder, 'schemas.ts'), zod)
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--types',
      '',
      '--skipLibCheck',
    ]
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), ...options, join(folder, 'types.ts'), join(folder, 'schemas.ts')],
      { cwd: folder, encoding: 'utf8' },
    )
    expect(stdout).toBe('')
    expect(status).toBe(0)
    const schemas = (await import(join(folder, 'schemas.ts'))) as Record<string, { parse(value: unknown): unknown }>
    for (const payload of hostile) expect(schemas[`${name}Schema`]?.parse(payload)).toBeTruthy()
  })

  test('a payload that breaks what came before says where and how; one that fits does not', async () => {
    const same = await send(invoice('evt_3', { livemode: true }))
    expect(await core.rpc['types.check']({ requestId: same })).toEqual({ samples: 2, breaks: [] })
    const broken = await send({
      id: 'evt_4',
      type: 'invoice.paid',
      data: { object: { amount_paid: '12', lines: [{ price: null }], new_field: {} } },
    })
    const { samples, breaks } = await core.rpc['types.check']({ requestId: broken })
    expect(samples).toBe(3)
    expect(breaks).toEqual([
      { path: '$.data.object.currency', message: 'is missing; it was always present before' },
      { path: '$.data.object.amount_paid', message: 'is a text; it was always a number before' },
      { path: '$.data.object.lines[0].price', message: 'is null; it was always a whole number before' },
      { path: '$.data.object.new_field', message: 'is new (an object)' },
    ])
  })

  test('nothing to take types from is said, a broken filter too', async () => {
    await expect(core.rpc['types.infer']({ filter: 'type:never.seen' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(core.rpc['types.infer']({ filter: 'status:huge' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
