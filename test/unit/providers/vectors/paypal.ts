import { own, type Vector } from '../vector.ts'

/** Made with a key of our own, valid from November 2026; PayPal’s private keys are PayPal’s. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIDHzCCAgegAwIBAgIUIQkbVLj4YnAQIuU3g4dqzInGpqMwDQYJKoZIhvcNAQEL
BQAwHjEcMBoGA1UEAwwTcGF5cGFsLmV4YW1wbGUudGVzdDAgFw0yNjExMjMxNTMz
NTZaGA8yMTI2MTAzMDE1MzM1NlowHjEcMBoGA1UEAwwTcGF5cGFsLmV4YW1wbGUu
dGVzdDCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAKmxdVzty0oDVc6n
TPlBnSCGvgCmbrhxTTChNRPi2wBKeMiH+T/wB+uG+1ywo5jaAz/NiizoKPVNlUOE
GytiFKpEMsSKmqQj9NKmBXwbNq+ld7V/Qh1l7pcBNsblVYNURs52eJ9NZFiP+fgc
BF3uBmaItrfwvK7LnFZ/TQt7Np/mpL90YsQHWn6hujMC3SiPL/hCO3wFr28V6XUn
bGrj+RlgKVZ8kXye0niCxYrhqMeTvVnNLPXktmkvYI0rzkEhUJHFoPRCY5Y18Fpv
bJUh3IF7qEYf8T8aqBvTjgQZuscgB68qsX3a62zjcYt6vaajIeKyRnLyg/QYwayv
IlYH5RcCAwEAAaNTMFEwHQYDVR0OBBYEFB6x1O0h96oSrlbjPUf9vdjRA85IMB8G
A1UdIwQYMBaAFB6x1O0h96oSrlbjPUf9vdjRA85IMA8GA1UdEwEB/wQFMAMBAf8w
DQYJKoZIhvcNAQELBQADggEBAC0RhwsQt6dkSeyxvWlm+8ZyE4wOy8UHIHe8KCa7
qmcZtKp0NOS+u8KL1DPW2HgJZCMm/+Pj0/AZphXVaUl7HjN9Ec71zz2cFZ+jNkWu
gZqCxcT2f4K2373hLo/u1+kxZl1WmWv+gdlLfE4p1Vfk0afO3Jv+xfGpBtkrY3HN
B1x9K9md5RPVKpyLUt6yNac03HuiktoKeAQhZdYRFQwSOakc3t9kVSMFyY3g8+nR
RnilNo0r70OppP7BSFh+tB2rdJNgNPSvrUs5hwNCbq0+x+HXVPLI5dKr0nx+/zso
QQM4NHn/x1PhOcnnfICVu83Agsj/gnMZaH8h8aHhMXoDmVQ=
-----END CERTIFICATE-----`

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    at: 1800000000,
    scheme: 'rsa',
    secret: '8PT597110X687430LKGECATA',
    headers: [
      ['PAYPAL-TRANSMISSION-ID', '69cd13f0-d67a-11e5-baa3-778b53f4ae55'],
      ['PAYPAL-TRANSMISSION-TIME', '2021-02-25T15:02:10Z'],
      ['PAYPAL-AUTH-ALGO', 'SHA256withRSA'],
      ['PAYPAL-CERT-URL', 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-5edc0ebc'],
      [
        'PAYPAL-TRANSMISSION-SIG',
        'I38d3Bf1OQB5sD1KXSsDVc+lEcBah/OUgvfVEHSeMfIw0ykGzoG97PdHZje5ih6nzzlBsV/k0AnOGIWU/bc3Uq3F2pdQXgDbk5ww1wQtWub0IrkU/ALkJveounuMvgH2KYWnp1klOCTJHRNrYRjWLR8tJP+Cw2aaT75haqIpxM4TQ/dIKE8IrqGPdy5C5letd1ajvG/xtZdd4lzfnOQ2/RynrkTQwXqDvm5qUT+2igXo2lBB0ua8j73H1UYkSKvXzZfGwkmgz0v59c8IRCj9JYBSEpI5WbfybopBiQT2oqfk8qa7EihN7EHASn9fyx8aqzDYnFIMYiEgE/nqgyivxQ==',
      ],
    ],
    certificates: { 'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-5edc0ebc': certificate },
  },
]
