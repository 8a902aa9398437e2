import { afterAll, describe, expect, test, vi } from 'vitest'
import { keyFileSecrets } from '#node/secrets.ts'
import { desktopSecrets } from '../../../src-main/electron/secrets.ts'
import { temporaryFolder } from '../../support/launched.ts'
import { secretsSuite } from './suite.ts'

// Electron itself is not importable outside Electron; its keychain is played by the stand-in.
vi.mock('electron', () => import('../../support/electron-stand-in/desk.ts'))

const folder = temporaryFolder()
afterAll(() => folder.remove())

secretsSuite('the system keychain', () => desktopSecrets(folder.path))

describe('where both places are used', () => {
  test('the window reads what the browser host sealed', async () => {
    const sealed = await keyFileSecrets(folder.path).seal('from the browser host')
    expect(await (await desktopSecrets(folder.path)).open(sealed)).toBe('from the browser host')
  })

  // Only Linux has desktops without a keychain.
  test.runIf(process.platform === 'linux')('without a keyring it is the key file, and it says so', async () => {
    vi.stubEnv('STAND_IN_KEYRING', 'basic_text')
    const secrets = await desktopSecrets(folder.path)
    expect(secrets.description).toBe('a key file, as this desktop offers no keychain')
    expect(await secrets.seal('x')).toMatch(/^hb1\./)
    vi.unstubAllEnvs()
  })
})
