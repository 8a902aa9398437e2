import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** `npm run check`: format, lint, and types one layer at a time, so that a layer cannot use what its side of the house has not. */
const root = fileURLToPath(new URL('..', import.meta.url))
const LAYERS = ['src-main/contract', 'src-main/domain', 'src-main', 'src-preload', 'src-renderer', 'test']

function run(name: string, args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.stderr.write(`check: ${name} found something, see above\n`)
  return status === 0
}

const passed = [
  run('biome', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.']),
  ...LAYERS.map(layer => run(`types of ${layer}`, ['node_modules/typescript/bin/tsc', '-p', layer])),
]
if (passed.includes(false)) process.exitCode = 1
else process.stdout.write(`check: biome and the types of ${LAYERS.length} layers are fine\n`)
