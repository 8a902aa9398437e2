import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, v3',
    scheme: 'v3',
    url: 'https://example.ngrok.app/hooks/square',
    headers: [
      ['X-HubSpot-Request-Timestamp', '1614265330000'],
      ['X-HubSpot-Signature-v3', 'UHkWavLMEuuMVA5wVfedt9W4IkG1Kk3Po/isXA1jK6Y='],
    ],
  },
  {
    ...own,
    name: 'own, v3, punctuation signed unescaped',
    scheme: 'v3',
    url: 'https://example.test/hook?q=a%3Ab%20c%2Cd',
    headers: [
      ['X-HubSpot-Request-Timestamp', '1614265330000'],
      ['X-HubSpot-Signature-v3', 'E7+m1Mggb986DOE1SxaEbJBWyuLmy0LFxQxzb9RxA38='],
    ],
    notRepeatable: 'We sign the URL as it is.',
  },
  {
    name: 'documented example, v2, GET',
    origin: 'published',
    scheme: 'v2',
    secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    method: 'GET',
    url: 'https://www.example.com/webhook_uri',
    body: '',
    at: 1614265330,
    headers: [
      ['X-HubSpot-Signature-Version', 'v2'],
      ['X-HubSpot-Signature', 'eee2dddcc73c94d699f5e395f4b9d454a069a6855fbfa152e91e88823087200e'],
    ],
  },
  {
    name: 'documented example, v2, POST',
    origin: 'published',
    scheme: 'v2',
    secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
    url: 'https://www.example.com/webhook_uri',
    body: '{"example_field":"example_value"}',
    at: 1614265330,
    headers: [
      ['X-HubSpot-Signature-Version', 'v2'],
      ['X-HubSpot-Signature', '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900'],
    ],
  },
  {
    ...own,
    name: 'own, v1',
    scheme: 'v1',
    headers: [
      ['X-HubSpot-Signature-Version', 'v1'],
      ['X-HubSpot-Signature', '79014ffcb49d262c8def82b82634c1e9dc4c3c08f59e0e05c4855995fd7ea820'],
    ],
  },
]
