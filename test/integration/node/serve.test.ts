import { statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { type Launched, launch, temporaryFolder } from '../../support/launched.ts'

const SERVE = 'src-main/launcher/serve.ts'
const running: Launched[] = []
const folders: { remove(): void }[] = []

afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill('SIGTERM')
    await one.ended
  }
  for (const folder of folders.splice(0)) folder.remove()
})

function dataDir(): string {
  const folder = temporaryFolder()
  folders.push(folder)
  return join(folder.path, 'data')
}

function serve(args: readonly string[], env: Record<string, string> = {}): Launched {
  const one = launch(SERVE, args, env)
  running.push(one)
  return one
}
const anyPorts = ['--receiver-port', '0', '--ui-port', '0', '--no-open']

describe('npm run serve', () => {
  test('prints one ready line, answers, and ends well on SIGTERM', async () => {
    const folder = dataDir()
    const one = serve(['--data-dir', folder, '--token', 'a-token', ...anyPorts])
    const ready = await one.ready
    expect(Object.keys(ready)).toEqual(['event', 'receiver', 'ui', 'api', 'token', 'dataDir', 'version'])
    expect(ready).toMatchObject({ token: 'a-token', dataDir: folder, version: '0.1.0' })

    const kept = await fetch(`${ready['receiver']}/any/path?x=1`, { method: 'POST', body: 'hello' })
    expect(kept.status).toBe(200)
    const rows = await fetch(`${ready['api']}/requests.list`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-token', 'content-type': 'application/json' },
      body: '{}',
    })
    expect(await rows.json()).toMatchObject({ ok: true, value: { rows: [{ method: 'POST', path: '/any/path', size: 5 }] } })

    one.child.kill('SIGTERM')
    expect(await one.ended).toBe(0)
    expect(one.out().trim().split('\n')).toHaveLength(1)
  })

  // Windows has no such modes; a profile's folders are private by inheritance there.
  test.skipIf(process.platform === 'win32')('keeps its folder to its owner', async () => {
    const folder = dataDir()
    await serve(['--data-dir', folder, ...anyPorts]).ready
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'secrets.key')).mode & 0o777).toBe(0o600)
  })

  test('takes the token of the environment', async () => {
    const { token } = await serve(['--data-dir', dataDir(), ...anyPorts], { HOOKBENCH_TOKEN: 'from-the-environment' }).ready
    expect(token).toBe('from-the-environment')
  })

  test('a second one on the same folder is refused, and the folder is free again after a kill -9', async () => {
    const folder = dataDir()
    const first = serve(['--data-dir', folder, ...anyPorts])
    await first.ready
    const second = serve(['--data-dir', folder, ...anyPorts])
    expect(await second.ended).toBe(2)
    expect(second.err()).toBe(
      `The data folder ${folder} is in use by another Hookbench; quit that one, or choose another folder with --data-dir.\n`,
    )
    first.child.kill('SIGKILL')
    await first.ended
    expect(await serve(['--data-dir', folder, ...anyPorts]).ready).toMatchObject({ dataDir: folder })
  })

  test.each([
    ['receiver-port', 'ui-port'],
    ['ui-port', 'receiver-port'],
  ])('a taken --%s is one sentence and exit code 2', async (taken, free) => {
    const other = createServer()
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done))
    const address = other.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const one = serve(['--data-dir', dataDir(), `--${taken}`, String(port), `--${free}`, '0', '--no-open'])
    expect(await one.ended).toBe(2)
    expect(one.err().trim().split('\n')).toHaveLength(1)
    expect(one.err()).toContain(`Port ${port}`)
    expect(one.out()).toBe('')
    await new Promise(done => other.close(done))
  })

  test.each([
    [['--frobnicate'], 'Hookbench does not know the flag --frobnicate'],
    [['--host', '0.0.0.0'], 'set a token with --token'],
    [['--ui-port', '70000'], '--ui-port must be a port from 0 to 65535'],
    [['--data-dir'], 'The flag --data-dir needs a value'],
    [['--no-open=yes'], 'The flag --no-open takes no value'],
    [['stray'], 'does not understand "stray"'],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const one = serve(args)
    expect(await one.ended).toBe(2)
    expect(one.err()).toContain(sentence)
    expect(one.err().trim().split('\n')).toHaveLength(1)
  })
})
