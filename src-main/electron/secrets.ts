import { safeStorage } from 'electron'
import type { Secrets } from '#app/ports.ts'
import { AppError } from '#contract/errors.ts'
import { keyFileSecrets } from '#node/secrets.ts'

const PREFIX = 'ss1.'

/**
 * Secrets under the system's keychain; where there is none, under the key file, and it says so. Linux without a keyring offers
 * `basic_text`, a password that is written in Chromium's source: a key of our own in a 0600 file is better than that.
 * What either has sealed stays readable: the prefix tells which.
 */
export async function desktopSecrets(dataDir: string): Promise<Secrets> {
  const keychain = await hasKeychain()
  let file: Secrets | null = null
  const keyFile = (): Secrets => {
    file ??= keyFileSecrets(dataDir)
    return file
  }
  return {
    description: keychain ? 'the system keychain' : 'a key file, as this desktop offers no keychain',
    seal: async plain =>
      keychain ? PREFIX + (await safeStorage.encryptStringAsync(plain)).toString('base64') : await keyFile().seal(plain),
    async open(sealed) {
      if (!sealed.startsWith(PREFIX)) return await keyFile().open(sealed)
      try {
        return (await safeStorage.decryptStringAsync(Buffer.from(sealed.slice(PREFIX.length), 'base64'))).result
      } catch {
        throw new AppError('store_unavailable', 'The system keychain cannot decrypt a stored secret; unlock it, or enter the secret again.')
      }
    },
  }
}

async function hasKeychain(): Promise<boolean> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return false
  return await safeStorage.isAsyncEncryptionAvailable()
}
