package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"errors"
)

// ErrPassword says that a file does not open with the empty password, which is what most encrypted files have.
var ErrPassword = errors.New("the file needs a password")

// method is how a string or a stream is encrypted.
type method int

const (
	plain method = iota
	arc4
	aes128
	aes256
)

// crypt decrypts with the standard security handler (ISO 32000-2, section 7.6), revisions 2 to 6.
type crypt struct {
	key          []byte
	filters      map[Name]method
	streamMethod method
	stringMethod method
	self         int // the number of the encryption dictionary, whose own strings are plain
}

// unlock makes the key of an encrypted file from the empty password.
func (f *File) unlock() error {
	if f.Trailer["Encrypt"] == nil || f.crypt != nil {
		return nil
	}
	dict := f.Dict(f.Trailer["Encrypt"])
	if dict == nil {
		return nil
	}
	if f.Name(dict["Filter"]) != "Standard" {
		return ErrPassword
	}
	c := &crypt{filters: map[Name]method{}}
	if ref, ok := f.Trailer["Encrypt"].(Ref); ok {
		c.self = ref.Number
	}
	h := f.handler(dict)
	c.methods(f, dict, h.version)
	if c.key = h.open(); c.key == nil {
		return ErrPassword
	}
	f.crypt = c
	// What was read before was read without the key.
	clear(f.cache)
	clear(f.packs)
	return nil
}

// methods reads which method strings and streams have.
func (c *crypt) methods(f *File, dict Dict, version int) {
	if version < 4 {
		c.streamMethod, c.stringMethod = arc4, arc4
		return
	}
	for name, o := range f.Dict(dict["CF"]) {
		switch f.Name(f.Dict(o)["CFM"]) {
		case "V2":
			c.filters[name] = arc4
		case "AESV2":
			c.filters[name] = aes128
		case "AESV3":
			c.filters[name] = aes256
		}
	}
	c.streamMethod, c.stringMethod = c.method(f.Name(dict["StmF"])), c.method(f.Name(dict["StrF"]))
}

// method is that of a named crypt filter; Identity and what is not known are plain.
func (c *crypt) method(name Name) method { return c.filters[name] }

func (c *crypt) exempt(number int) bool { return number == c.self && c.self > 0 }

// strings decrypts every string of an object.
func (c *crypt) strings(o Object, ref Ref, depth int) Object {
	if c.stringMethod == plain || depth > deepest {
		return o
	}
	switch v := o.(type) {
	case String:
		return String(c.bytes([]byte(v), ref, c.stringMethod))
	case Array:
		for i := range v {
			v[i] = c.strings(v[i], ref, depth+1)
		}
	case Dict:
		for key := range v {
			v[key] = c.strings(v[key], ref, depth+1)
		}
	}
	return o
}

// bytes decrypts a string or a stream of an object.
func (c *crypt) bytes(data []byte, ref Ref, how method) []byte {
	switch how {
	case arc4:
		stream, err := rc4.NewCipher(c.objectKey(ref, false))
		if err != nil {
			return nil
		}
		out := make([]byte, len(data))
		stream.XORKeyStream(out, data)
		return out
	case aes128:
		return uncbc(c.objectKey(ref, true), data)
	case aes256:
		return uncbc(c.key, data)
	}
	return data
}

// objectKey is the key of one object: algorithm 1.
func (c *crypt) objectKey(ref Ref, aes bool) []byte {
	seed := append(bytes.Clone(c.key), byte(ref.Number), byte(ref.Number>>8), byte(ref.Number>>16), byte(ref.Generation), byte(ref.Generation>>8))
	if aes {
		seed = append(seed, "sAlT"...)
	}
	sum := md5.Sum(seed)
	return sum[:min(16, len(c.key)+5)]
}

// uncbc decrypts blocks of which the first is the vector, and takes off the padding where it is sound.
func uncbc(key, data []byte) []byte {
	block, err := aes.NewCipher(key)
	if err != nil || len(data) < 2*aes.BlockSize {
		return nil
	}
	vector, data := data[:aes.BlockSize], data[aes.BlockSize:]
	data = data[:len(data)/aes.BlockSize*aes.BlockSize]
	out := make([]byte, len(data))
	cipher.NewCBCDecrypter(block, vector).CryptBlocks(out, data)
	if pad := int(out[len(out)-1]); pad >= 1 && pad <= aes.BlockSize {
		out = out[:len(out)-pad]
	}
	return out
}

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
