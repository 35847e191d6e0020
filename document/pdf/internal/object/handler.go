package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
)

// handler is the encryption dictionary of the standard security handler.
type handler struct {
	version, revision, length int
	owner, user               []byte
	ownerKey, userKey         []byte
	permissions               uint32
	id                        []byte
	plainMetadata             bool
}

func (f *File) handler(dict Dict) handler {
	text := func(key Name) []byte {
		s, _ := f.Resolve(dict[key]).(String)
		return []byte(s)
	}
	h := handler{
		version: f.Int(dict["V"], 0), revision: f.Int(dict["R"], 0), length: f.Int(dict["Length"], 40) / 8,
		owner: text("O"), user: text("U"), ownerKey: text("OE"), userKey: text("UE"),
		plainMetadata: f.Resolve(dict["EncryptMetadata"]) == false,
	}
	if p, ok := f.Number(dict["P"]); ok {
		h.permissions = uint32(int64(p))
	}
	if id := f.Array(f.Trailer["ID"]); len(id) > 0 {
		s, _ := f.Resolve(id[0]).(String)
		h.id = []byte(s)
	}
	switch {
	case h.version == 1:
		h.length = 5
	case h.version == 4:
		h.length = 16
	}
	h.length = max(5, min(16, h.length))
	return h
}

// open is the key of the file, or nil where neither the user's nor the owner's password is empty.
func (h handler) open() []byte {
	if h.revision >= 5 {
		return h.open256()
	}
	if key := h.fileKey([]byte(padding)); key != nil {
		return key
	}
	return h.fileKey(h.userFromOwner())
}

// padding fills a password up to 32 bytes; the empty password is all padding.
const padding = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// fileKey is algorithm 2, and checks the key against U by algorithms 4 and 5.
func (h handler) fileKey(password []byte) []byte {
	if len(h.owner) < 32 || len(h.user) < 16 || len(password) != 32 {
		return nil
	}
	seed := append(bytes.Clone(password), h.owner[:32]...)
	seed = append(seed, byte(h.permissions), byte(h.permissions>>8), byte(h.permissions>>16), byte(h.permissions>>24))
	seed = append(seed, h.id...)
	if h.revision >= 4 && h.plainMetadata {
		seed = append(seed, 0xFF, 0xFF, 0xFF, 0xFF)
	}
	sum := md5.Sum(seed)
	if h.revision >= 3 {
		for range 50 {
			sum = md5.Sum(sum[:h.length])
		}
	}
	key := bytes.Clone(sum[:h.length])
	if h.revision == 2 {
		if bytes.Equal(arcfour(key, []byte(padding)), h.user[:min(32, len(h.user))]) {
			return key
		}
		return nil
	}
	check := md5.Sum(append([]byte(padding), h.id...))
	proof := check[:]
	for i := range 20 {
		proof = arcfour(xored(key, byte(i)), proof)
	}
	if bytes.Equal(proof, h.user[:16]) {
		return key
	}
	return nil
}

// userFromOwner is the user's password, which the empty password of an owner opens: algorithm 7.
func (h handler) userFromOwner() []byte {
	if len(h.owner) < 32 {
		return nil
	}
	sum := md5.Sum([]byte(padding))
	if h.revision >= 3 {
		for range 50 {
			sum = md5.Sum(sum[:])
		}
	}
	key, password := sum[:h.length], h.owner[:32]
	if h.revision == 2 {
		return arcfour(key, password)
	}
	for i := 19; i >= 0; i-- {
		password = arcfour(xored(key, byte(i)), password)
	}
	return password
}

func arcfour(key, data []byte) []byte {
	stream, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	stream.XORKeyStream(out, data)
	return out
}

func xored(key []byte, with byte) []byte {
	out := bytes.Clone(key)
	for i := range out {
		out[i] ^= with
	}
	return out
}

// open256 is algorithm 2.A: the key of the file stands encrypted under a hash of the password.
func (h handler) open256() []byte {
	if len(h.user) < 48 || len(h.userKey) < 32 {
		return nil
	}
	if bytes.Equal(h.hash(h.user[32:40], nil), h.user[:32]) {
		return unwrap(h.hash(h.user[40:48], nil), h.userKey)
	}
	if len(h.owner) >= 48 && len(h.ownerKey) >= 32 && bytes.Equal(h.hash(h.owner[32:40], h.user[:48]), h.owner[:32]) {
		return unwrap(h.hash(h.owner[40:48], h.user[:48]), h.ownerKey)
	}
	return nil
}

func unwrap(key, wrapped []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(out, wrapped[:32])
	return out
}

// hash is algorithm 2.B of the empty password: one SHA-256 in revision 5, at least 64 rounds of AES and SHA in revision 6.
func (h handler) hash(salt, user []byte) []byte {
	start := sha256.Sum256(append(bytes.Clone(salt), user...))
	k := start[:]
	if h.revision < 6 {
		return k
	}
	for round := 0; ; round++ {
		one := append(bytes.Clone(k), user...)
		data := bytes.Repeat(one, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(data, data)
		remainder := 0
		for _, c := range data[:16] {
			remainder += int(c)
		}
		switch remainder % 3 {
		case 0:
			sum := sha256.Sum256(data)
			k = sum[:]
		case 1:
			sum := sha512.Sum384(data)
			k = sum[:]
		default:
			sum := sha512.Sum512(data)
			k = sum[:]
		}
		if round >= 63 && int(data[len(data)-1]) <= round-31 {
			return k[:32]
		}
	}
}
