import { expect, test } from 'vitest'
import { isOurs, isWeb } from '../../../src-main/electron/origin.ts'

test.each([
  ['app://hookbench/index.html', true],
  ['app://hookbench/#/delivery/x', true],
  ['app://hookbench.evil/index.html', false],
  ['app://hookbench@evil/index.html', false],
  ['app://evil/hookbench', false],
  ['https://hookbench/index.html', false],
  ['file:///index.html', false],
  ['about:blank', false],
  ['', false],
])('%j is ours: %s', (url, ours) => {
  expect(isOurs(url)).toBe(ours)
})

test.each([
  ['https://example.com', true],
  ['http://127.0.0.1:3000/a', true],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['smb://host/share', false],
  ['ms-msdt:/id', false],
  ['nonsense', false],
])('%j may be opened in the browser: %s', (url, web) => {
  expect(isWeb(url)).toBe(web)
})
