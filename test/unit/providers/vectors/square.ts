import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    url: 'https://example.ngrok.app/hooks/square',
    headers: [['x-square-hmacsha256-signature', 'K6CuZkfi3UNTtCK82v2c78mMPEV1bT8sj7/hM8sga6k=']],
  },
  {
    ...own,
    name: 'own, the URL altered',
    scheme: 'sha256',
    url: 'https://example.ngrok.app/hooks/square',
    headers: [['x-square-hmacsha256-signature', 'K6CuZkfi3UNTtCK82v2c78mMPEV1bT8sj7/hM8sga6k=']],
    altered: { url: 'https://example.ngrok.app/hooks/square/' },
  },
  {
    ...own,
    name: 'own, the registered URL and not the one seen',
    scheme: 'sha256',
    url: 'http://127.0.0.1:4400/square',
    others: [{ role: 'url', value: 'https://example.ngrok.app/hooks/square' }],
    headers: [['x-square-hmacsha256-signature', 'K6CuZkfi3UNTtCK82v2c78mMPEV1bT8sj7/hM8sga6k=']],
    notRepeatable: 'We sign the URL that we send to.',
  },
]
