using System.Security.Cryptography;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Tests.Hashing;

[TestClass]
public sealed class HashingTests
{
    [TestMethod]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "Git names content by SHA-1")]
    public void Digests_of_every_length_around_a_block_are_those_of_the_platform()
    {
        for (var length = 0; length < 200; length++)
        {
            var data = RandomNumberGenerator.GetBytes(length);
            Sha256.Hex(data).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(data)));
            Sha1 sha1 = new();
            sha1.Append(data);
#pragma warning disable CA5350 // git's names of blobs
            sha1.FinishHex().ShouldBe(Convert.ToHexStringLower(SHA1.HashData(data)));
#pragma warning restore CA5350
        }
    }

    [TestMethod]
    public void Where_OpenSSL_is_its_digests_are_the_same()
    {
        if (OpenSslSha1.OfMachine is not { } library)
        {
            Assert.Inconclusive("libcrypto.so.3 or libcrypto.so.1.1 is not on this machine (Debian: apt-get install libssl3)");
            return;
        }

        Span<byte> digest = stackalloc byte[Sha1.Size];
        Sha1 own = new();
        for (var length = 0; length < 300; length++)
        {
            var (head, content) = (RandomNumberGenerator.GetBytes(length % 37), RandomNumberGenerator.GetBytes(length));
            own.Append(head);
            own.Append(content);
            library.Hash(head, content, digest);
            Hex.Lower(digest).ShouldBe(own.FinishHex());
        }
    }

    [TestMethod]
    public void Codes_by_a_key_are_those_of_the_platform()
    {
        for (var length = 0; length < 200; length += 7)
        {
            var (key, data) = (RandomNumberGenerator.GetBytes(length % 65), RandomNumberGenerator.GetBytes(length));
            Hmac.Hex(key, data).ShouldBe(Convert.ToHexStringLower(HMACSHA256.HashData(key, data)));
        }
    }

    [TestMethod]
    public void Data_may_come_in_pieces_and_a_hash_may_be_used_again()
    {
        var data = RandomNumberGenerator.GetBytes(1000);
        Engine.Hashing.Sha256 hash = new();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < data.Length; i += 37)
            {
                hash.Append(data.AsSpan(i, Math.Min(37, data.Length - i)));
            }

            hash.FinishHex().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(data)));
        }
    }
}
