import { expect, test } from 'vitest'
import { deepLinkIn, parseDeepLink } from '../../../src-main/electron/deep-link.ts'

test('a link shows one thing', () => {
  expect(parseDeepLink('hookbench://request/req_0amezaagr00')).toEqual({ type: 'request', id: 'req_0amezaagr00' })
  expect(parseDeepLink('hookbench://delivery/dlv_1/')).toEqual({ type: 'delivery', id: 'dlv_1' })
  expect(parseDeepLink('hookbench://settings')).toEqual({ type: 'settings', id: null })
})

test.each([
  'hookbench://request',
  'hookbench://request/ep_1',
  'hookbench://request/req_1/../settings',
  'hookbench://request/req_1?delete=1',
  'hookbench://request/req_<script>',
  'hookbench://delete/req_1',
  'app://hookbench/index.html',
  'https://example.com/hookbench://settings',
  'javascript:alert(1)',
])('%s is ignored', link => {
  expect(parseDeepLink(link)).toBeNull()
})

test('among the arguments of a launch', () => {
  expect(deepLinkIn(['electron', '--data-dir=/x', 'hookbench://source/src_1'])).toEqual({ type: 'source', id: 'src_1' })
  expect(deepLinkIn(['electron', 'file.txt'])).toBeNull()
})
