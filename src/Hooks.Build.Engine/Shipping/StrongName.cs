using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace Hooks.Build.Engine.Shipping;

/// <summary>Signs an assembly again whose bytes were changed: .NET Framework may refuse one whose signature does not fit.</summary>
public static class StrongName
{
    private const int ChecksumInHeader = 64;

    /// <summary>Renews the signature where there is one.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="keyFile">The key pair it was signed with, an <c>.snk</c>.</param>
    /// <exception cref="InvalidOperationException">It is signed, and the key is not known.</exception>
    /// <exception cref="CryptographicException">The key cannot be used.</exception>
    /// <exception cref="IOException">The key cannot be read.</exception>
    public static void Renew(byte[] image, string? keyFile)
    {
        using PEReader portable = new(new MemoryStream(image, writable: false));
        var headers = portable.PEHeaders;
        if (headers.CorHeader is not { } cor
            || (cor.Flags & CorFlags.StrongNameSigned) == 0
            || !headers.TryGetDirectoryOffset(cor.StrongNameSignatureDirectory, out var start))
        {
            return;
        }

        var signature = image.AsSpan(start, cor.StrongNameSignatureDirectory.Size);

        // Signed in public only: the flag is set, and the signature is zero.
        if (signature.IndexOfAnyExcept((byte)0) < 0)
        {
            return;
        }

        if (string.IsNullOrEmpty(keyFile))
        {
            throw new InvalidOperationException("it has a strong name, and its key file is not known");
        }

        // The parser of key pairs is managed code on every system.
        using RSACryptoServiceProvider key = new();
        key.ImportCspBlob(File.ReadAllBytes(keyFile));
        using RSA rsa = RSA.Create(key.ExportParameters(includePrivateParameters: true));
#pragma warning disable CA5350 // the format of strong names says SHA-1
        var signed = rsa.SignHash(Hash(image, headers, start, signature.Length), HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);
#pragma warning restore CA5350
        Array.Reverse(signed);
        signed.CopyTo(signature);
        WriteChecksum(image, headers.PEHeaderStartOffset + ChecksumInHeader);
    }

    // As compilers do after they signed: the sum of all words, the carry added, plus the length of the file.
    private static void WriteChecksum(byte[] image, int place)
    {
        var field = image.AsSpan(place, 4);
        field.Clear();
        var sum = 0u;
        for (var i = 0; i < image.Length; i += 2)
        {
            sum += i + 1 < image.Length ? BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(i)) : image[i];
            sum = (sum & 0xffff) + (sum >> 16);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(field, sum + (uint)image.Length);
    }

    // Headers without what fills them up, then sections; checksum and certificates count as zero, the signature is left out.
    private static byte[] Hash(byte[] image, PEHeaders headers, int start, int length)
    {
        const int CertificateDirectory = 4;
        const int SectionHeaderSize = 40;
        var directories = headers.PEHeaderStartOffset + (headers.PEHeader!.Magic == PEMagic.PE32Plus ? 112 : 96);
        var head = headers.PEHeaderStartOffset + headers.CoffHeader.SizeOfOptionalHeader + (headers.SectionHeaders.Length * SectionHeaderSize);
        var copy = image.AsSpan(0, head).ToArray();
        copy.AsSpan(headers.PEHeaderStartOffset + ChecksumInHeader, 4).Clear();
        copy.AsSpan(directories + (CertificateDirectory * 8), 8).Clear();
#pragma warning disable CA5350, RS0030 // as above; runs where RSA of the framework does
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350, RS0030
        hash.AppendData(copy);
        foreach (var section in headers.SectionHeaders)
        {
            var bytes = image.AsSpan(section.PointerToRawData, section.SizeOfRawData);
            var at = start - section.PointerToRawData;
            if (at >= 0 && at < bytes.Length)
            {
                hash.AppendData(bytes[..at]);
                hash.AppendData(bytes[(at + length)..]);
            }
            else
            {
                hash.AppendData(bytes);
            }
        }

        return hash.GetHashAndReset();
    }
}
