using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HipFaqBot.Bot.DirectLine.Storage;

/// <summary>
/// Encrypts what is kept of one conversation with the key of that conversation (AES-256-GCM, a random nonce each time). Conversation and
/// place are authenticated with it, so nothing sealed can be moved elsewhere unseen. Where the key is erased, the words are.
/// </summary>
internal sealed class ConversationSeal(string conversationId, byte[] key)
{
    /// <summary>The place of what is known of the conversation itself; its activities are numbered from 1.</summary>
    public const long Head = 0;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _conversation = Encoding.UTF8.GetBytes(conversationId);

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(32);

    /// <summary>Nonce, then tag, then the text encrypted.</summary>
    public byte[] Seal(long place, ReadOnlySpan<byte> plain)
    {
        var bytes = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(bytes.AsSpan(0, NonceBytes), plain, bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), Bound(place));
        return bytes;
    }

    /// <exception cref="CryptographicException">The bytes were not sealed here with this key.</exception>
    public byte[] Open(long place, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("Too short to be sealed.");
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(bytes[..NonceBytes], bytes[(NonceBytes + TagBytes)..], bytes.Slice(NonceBytes, TagBytes), plain, Bound(place));
        return plain;
    }

    /// <summary>A name for a client's own id of an activity that says nothing to who has not the key.</summary>
    public UInt128 NameOf(string clientId)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(clientId));
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    private byte[] Bound(long place)
    {
        var bound = new byte[_conversation.Length + sizeof(long)];
        _conversation.CopyTo(bound, 0);
        BinaryPrimitives.WriteInt64BigEndian(bound.AsSpan(_conversation.Length), place);
        return bound;
    }
}
