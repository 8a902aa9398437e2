import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    name: 'documented example',
    origin: 'published',
    scheme: 'form',
    secret: '12345',
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
    at: 1614265330,
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['X-Twilio-Signature', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
    ],
    body: 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212',
  },
  {
    ...own,
    name: 'own, JSON',
    scheme: 'json',
    url: 'https://example.ngrok.app/twilio?bodySHA256=8b77f23a8d3f217b20d87c50d9dbbc3e84dde8a8cc6cb7f88580358d16543e9a',
    headers: [['X-Twilio-Signature', 'wZhz4WsIyglXvOpfiAaoPA0pSH4=']],
    alteredCode: 'body_altered',
  },
  {
    ...own,
    name: 'own, the URL altered',
    scheme: 'json',
    url: 'https://example.ngrok.app/twilio?bodySHA256=8b77f23a8d3f217b20d87c50d9dbbc3e84dde8a8cc6cb7f88580358d16543e9a',
    headers: [['X-Twilio-Signature', 'wZhz4WsIyglXvOpfiAaoPA0pSH4=']],
    altered: { url: 'https://example.ngrok.app/other?bodySHA256=8b77f23a8d3f217b20d87c50d9dbbc3e84dde8a8cc6cb7f88580358d16543e9a' },
  },
  {
    ...own,
    name: 'own, repeated fields and the port signed',
    scheme: 'form',
    url: 'https://example.test/sms',
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['X-Twilio-Signature', 'bd2oe+Xp52753Hbg0SRGa5rnInI='],
    ],
    body: 'To=b&To=a&To=b&An=%2B+b',
    notRepeatable: 'We sign the URL without the port.',
  },
]
