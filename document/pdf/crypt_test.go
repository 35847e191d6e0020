package pdf_test

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/scrutineer-dev/scrutineer/document"
	"github.com/scrutineer-dev/scrutineer/document/pdf"
)

// padding fills a password (ISO 32000-1, algorithm 2).
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// lock is how a test encrypts: the entries of the encryption dictionary, and the cipher of a stream of an object.
type lock struct {
	dict   string
	cipher func(number int, data []byte) []byte
}

func hexed(data []byte) string { return fmt.Sprintf("<%X>", data) }

func arcfour(key, data []byte) []byte {
	c, _ := rc4.NewCipher(key)
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// cbc encrypts with a vector of zeros before it and the padding behind.
func cbc(key, data []byte) []byte {
	pad := 16 - len(data)%16
	data = append(bytes.Clone(data), bytes.Repeat([]byte{byte(pad)}, pad)...)
	block, _ := aes.NewCipher(key)
	out := make([]byte, 16+len(data))
	cipher.NewCBCEncrypter(block, out[:16]).CryptBlocks(out[16:], data)
	return out
}

// locked128 is revisions 2 to 4, for a user's password.
func locked128(password string, version, revision, length int, useAES bool) lock {
	owner := []byte(strings.Repeat("O", 32))
	padded := []byte(password + padding)[:32]
	seed := append(bytes.Clone(padded), owner...)
	seed = append(seed, 0xFC, 0xFF, 0xFF, 0xFF, 'i', 'd')
	key := md5.Sum(seed)
	user := arcfour(key[:length], []byte(padding))
	if revision >= 3 {
		for range 50 {
			key = md5.Sum(key[:length])
		}
		proof := md5.Sum([]byte(padding + "id"))
		user = proof[:]
		for i := range 20 {
			round := bytes.Clone(key[:length])
			for k := range round {
				round[k] ^= byte(i)
			}
			user = arcfour(round, user)
		}
		user = append(user, make([]byte, 16)...)
	}
	filters := ""
	if version == 4 {
		method := "V2"
		if useAES {
			method = "AESV2"
		}
		filters = "/CF << /StdCF << /CFM /" + method + " >> >> /StmF /StdCF /StrF /StdCF"
	}
	return lock{
		dict: fmt.Sprintf("/V %d /R %d /Length %d /P -4 /O %s /U %s %s", version, revision, 8*length, hexed(owner), hexed(user), filters),
		cipher: func(number int, data []byte) []byte {
			seed := append(bytes.Clone(key[:length]), byte(number), byte(number>>8), 0, 0, 0)
			if useAES {
				seed = append(seed, "sAlT"...)
			}
			sum := md5.Sum(seed)
			if useAES {
				return cbc(sum[:min(16, length+5)], data)
			}
			return arcfour(sum[:min(16, length+5)], data)
		},
	}
}

// hash256 is algorithm 2.B in revision 6, and one SHA-256 in revision 5.
func hash256(password string, salt []byte, revision int) []byte {
	sum := sha256.Sum256(append([]byte(password), salt...))
	k := sum[:]
	for round := 0; revision == 6; round++ {
		data := bytes.Repeat(append([]byte(password), k...), 64)
		block, _ := aes.NewCipher(k[:16])
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(data, data)
		rest := 0
		for _, c := range data[:16] {
			rest += int(c)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(data)
			k = s[:]
		case 1:
			s := sha512.Sum384(data)
			k = s[:]
		default:
			s := sha512.Sum512(data)
			k = s[:]
		}
		if round >= 63 && int(data[len(data)-1]) <= round+1-32 {
			break
		}
	}
	return k[:32]
}

func locked256(password string, revision int) lock {
	key := []byte("an even longer key of 32 bytes..")
	check, salt := []byte("checksum"), []byte("saltsalt")
	user := append(append(hash256(password, check, revision), check...), salt...)
	block, _ := aes.NewCipher(hash256(password, salt, revision))
	wrapped := make([]byte, 32)
	cipher.NewCBCEncrypter(block, make([]byte, 16)).CryptBlocks(wrapped, key)
	return lock{
		dict: fmt.Sprintf("/V 5 /R %d /Length 256 /P -4 /O %s /U %s /OE %s /UE %s /CF << /StdCF << /CFM /AESV3 >> >> /StmF /StdCF /StrF /StdCF",
			revision, hexed(make([]byte, 48)), hexed(user), hexed(make([]byte, 32)), hexed(wrapped)),
		cipher: func(_ int, data []byte) []byte { return cbc(key, data) },
	}
}

// encrypted is the report with its content stream encrypted.
func encrypted(l lock) []byte {
	f := newFile()
	data := l.cipher(len(f.objects)+1, []byte(at(72, 700, "The net spend was over budget.")))
	s := f.stream("", string(data))
	f.pages = append(f.pages, f.add(fmt.Sprintf("<< /Type /Page /MediaBox [0 0 595 842] /Resources 3 0 R /Contents %d 0 R >>", s)))
	f.trailer = fmt.Sprintf("/ID [(id) (id)] /Encrypt %d 0 R", f.add("<< /Filter /Standard "+l.dict+" >>"))
	return f.bytes()
}

func TestAnEncryptedFileOpensWithTheEmptyPassword(t *testing.T) {
	for name, lock := range map[string]func(password string) lock{
		"RC4, 40 bits":           func(p string) lock { return locked128(p, 1, 2, 5, false) },
		"RC4, 128 bits":          func(p string) lock { return locked128(p, 2, 3, 16, false) },
		"RC4 by a crypt filter":  func(p string) lock { return locked128(p, 4, 4, 16, false) },
		"AES, 128 bits":          func(p string) lock { return locked128(p, 4, 4, 16, true) },
		"AES, 256 bits, Acrobat": func(p string) lock { return locked256(p, 5) },
		"AES, 256 bits":          func(p string) lock { return locked256(p, 6) },
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, "The net spend was over budget.", texts(open(t, encrypted(lock("")))))
			_, err := document.Read(context.Background(), "report.pdf", encrypted(lock("secret")), document.Limits{}, pdf.Format())
			require.Error(t, err)
			assert.Equal(t, "report.pdf: the PDF opens only with a password: save it without a password, or print it to a new PDF", err.Error())
		})
	}
}
