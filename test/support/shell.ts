import { spawn } from 'node:child_process'

/**
 * Runs a command in a real shell, /bin/sh unless another is named, which reads it as it would read what a person pastes. Not spawnSync: the server that it talks to
 * lives in this very process.
 */
export function shell(
  command: string,
  env: Record<string, string> = {},
  program = '/bin/sh',
): Promise<{ code: number | null; out: Buffer; err: string }> {
  const child = spawn(program, ['-s'], { env: { PATH: process.env['PATH'] ?? '', ...env } })
  const out: Buffer[] = []
  let err = ''
  child.stdout.on('data', chunk => out.push(chunk))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  child.stdin.end(`${command}\n`)
  return new Promise(resolve => child.once('close', code => resolve({ code, out: Buffer.concat(out), err })))
}
