package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
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
