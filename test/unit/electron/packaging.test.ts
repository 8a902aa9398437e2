import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../support/run-node.ts'

const config = readFileSync(join(root, 'resources/packaging/electron-builder.yml'), 'utf8')
/** Size of a PNG: the first thing in it. */
const sizeOf = (file: string) => {
  const head = readFileSync(join(root, 'resources', file)).subarray(16, 24)
  return [head.readUInt32BE(0), head.readUInt32BE(4)]
}

test.each([
  ['runAsNode', false],
  ['enableCookieEncryption', true],
  ['enableNodeOptionsEnvironmentVariable', false],
  ['enableNodeCliInspectArguments', false],
  ['enableEmbeddedAsarIntegrityValidation', true],
  ['onlyLoadAppFromAsar', true],
  ['grantFileProtocolExtraPrivileges', false],
])('the fuse %s is %s', (fuse, value) => {
  expect(config).toMatch(new RegExp(`^electronFuses:\\n(?: {2}.*\\n)* {2}${fuse}: ${value}$`, 'm'))
})

test('Windows shows the notifications under the name that the installer gives', () => {
  const [, appId] = /^appId: (.+)$/m.exec(config) ?? []
  expect(readFileSync(join(root, 'src-main/electron/identity.ts'), 'utf8')).toContain(`'${appId}'`)
})

test('the pictures are there, in the sizes that they are wanted in, and go into the package', () => {
  expect(sizeOf('icon.png')).toEqual([1024, 1024])
  for (const look of ['quiet', 'online', 'paused', 'attention']) {
    for (const kind of ['', 'Template']) {
      expect(sizeOf(`tray/${look}${kind}.png`)).toEqual([16, 16])
      expect(sizeOf(`tray/${look}${kind}@2x.png`)).toEqual([32, 32])
    }
  }
  expect(config).toContain('- resources/tray/**\n')
  expect(config).toContain('- resources/icon.png\n')
  expect(existsSync(join(root, 'resources/icon.svg'))).toBe(true)
})
