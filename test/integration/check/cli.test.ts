import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkCommand } from '#node/check-command.ts'
import { correctExpress } from '../../fixtures/handlers/correct-express.ts'
import type { Handler } from '../../fixtures/handlers/support.ts'
import { acceptsUnsigned } from '../../fixtures/handlers/verification.ts'
import { launch, temporaryFolder } from '../../support/launched.ts'
import { secret } from './support.ts'

let right: Handler
let wrong: Handler
const folder = temporaryFolder()

beforeAll(async () => {
  right = await correctExpress(secret)
  wrong = await acceptsUnsigned(secret)
})
afterAll(async () => {
  await Promise.all([right.close(), wrong.close()])
  folder.remove()
})

/** As a process of its own. */
async function launched(...args: string[]) {
  const run = launch('src-main/headless.ts', ['check', ...args], { STRIPE_SECRET: secret })
  const code = await run.ended
  return { code, out: run.out(), err: run.err() }
}

/** The same without the process, which takes a second to start. */
async function check(...args: string[]) {
  const said = { out: '', err: '' }
  const into = (name: 'out' | 'err') => ({
    write(text: string, done: () => void) {
      said[name] += text
      done()
    },
  })
  const code = await checkCommand(args, { STRIPE_SECRET: secret }, into('out'), into('err'))
  return { code, ...said }
}

const as = ['--provider', 'stripe', '--secret-env', 'STRIPE_SECRET', '--only', 'forged,unsigned,duplicate']

test('exit codes: 0 when all is well, 1 for findings, 2 for what is not understood, 3 when nothing could be judged', async () => {
  const count = `${process.execPath} -e "process.stdout.write('0')"`
  const output = join(folder.path, 'report.xml')
  const [good, bad, lenient, wrongly, nobody] = await Promise.all([
    check('--url', right.url, ...as, '--format', 'junit', '--output', output),
    launched('--url', wrong.url, ...as, '--observe', count, '--settle-ms', '20'),
    check('--url', wrong.url, ...as, '--fail-on', 'never', '--format', 'json'),
    check('--url', 'https://shop.example.com/hooks', ...as),
    check('--url', 'http://127.0.0.1:1/hooks', ...as),
  ])
  expect(good).toMatchObject({ code: 0, err: `The report was written to ${output}.\n` })
  expect(good.out).toContain('Grade A: no findings')
  expect(readFileSync(output, 'utf8')).toContain('<testsuites name="Endpoint Check of http://127.0.0.1')
  expect(bad.code).toBe(1)
  expect(bad.out).toContain('Critical: An unsigned request is accepted')
  expect(bad.out).toContain('The observation did not change when the genuine event was accepted')
  expect(lenient.code).toBe(0)
  expect(JSON.parse(lenient.out)).toMatchObject({ grade: 'F', findings: [{ id: 'unsigned' }] })
  expect(wrongly).toMatchObject({ code: 2, out: '' })
  expect(wrongly.err).toContain('--confirm-host shop.example.com')
  expect(nobody.code).toBe(3)
  expect(nobody.out).toContain('Nothing is listening on 127.0.0.1:1.')
  for (const { out, err } of [good, bad, lenient, wrongly, nobody]) expect(out + err).not.toContain(secret)
})
